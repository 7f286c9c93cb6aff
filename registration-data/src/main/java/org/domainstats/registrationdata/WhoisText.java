package org.domainstats.registrationdata;

import org.domainstats.registrationdata.WhoisField.Part;
import org.domainstats.registrationdata.dates.DateReader;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes a WHOIS reply apart into fields, each with what the part around it is about. Parts are
 * separated by empty lines, headings, indentation, and the domains that are named. One pass,
 * forward.
 */
final class WhoisText {

    /**
     * "Domain Name Commencement Date" has four words, "Administrative contact information" three.
     */
    private static final int MOST_WORDS = 6;

    private static final List<String> NAME = List.of("name");

    private final List<WhoisField> fields = new ArrayList<>();
    private final List<WhoisLine> lines;
    private final SubjectDomains subjects = new SubjectDomains();

    private Part part = Part.UNKNOWN;

    /**
     * Whether the next field is the first after an empty line, and so says what a part is about.
     */
    private boolean first = true;

    /** How far the heading of a nested part was indented, -1 outside of any. */
    private int nestedFrom = -1;

    /** What the part around the nested one is about. */
    private Part enclosing = Part.UNKNOWN;

    private WhoisText(List<WhoisLine> lines) {
        this.lines = lines;
    }

    static List<WhoisField> fields(List<WhoisLine> lines) {
        WhoisText text = new WhoisText(lines);
        for (int i = 0; i < lines.size(); i++) {
            WhoisLine line = lines.get(i);
            if (line.isEmpty()) {
                text.first = true;
                text.subjects.endGroup();
            } else if (!line.remark()) {
                text.read(i, line);
            }
        }
        return text.fields;
    }

    private void read(int at, WhoisLine line) {
        if (nestedFrom >= 0 && line.indent() <= nestedFrom) {
            part = enclosing;
            nestedFrom = -1;
        }
        LabelSplit unseparated = unseparated(line.text());
        LabelSplit split = unseparated != null ? unseparated : LabelSplit.of(line.text());
        if (split != null && line.cut() && DateReader.mayContinue(split.value())) {
            return;
        }
        if (split == null || split.value().isEmpty()) {
            labelOnly(at, line, split);
        } else {
            add(split, unseparated == null, line.text());
        }
        first = false;
    }

    /** The label of a line that has no sign of its own for it, or another one than it seems. */
    private static @Nullable LabelSplit unseparated(String line) {
        LabelSplit domainLine = LabelSplit.domainLine(line);
        LabelSplit changeNote = domainLine != null ? domainLine : LabelSplit.changeNote(line);
        return changeNote != null ? changeNote : LabelSplit.unseparated(line);
    }

    /** A line that is all label: it heads a part, or its value is on the next line. */
    private void labelOnly(int at, WhoisLine line, @Nullable LabelSplit split) {
        String label = split == null ? line.text() : split.label();
        WhoisLine next = next(at);
        boolean nested = next != null && next.indent() > line.indent();
        List<String> words = NormalizedWords.of(label);
        if (words.size() > MOST_WORDS && split == null) {
            return;
        }
        boolean heading = split == null && LabelMeanings.isHeading(words);
        if ((first || nested || heading) && LabelMeanings.isParty(words)) {
            if (nested) {
                enclosing = first ? Part.UNKNOWN : part;
                nestedFrom = line.indent();
            }
            part = Part.PARTY;
            first = false;
        } else if (heading) {
            part = Part.UNKNOWN;
        }
        add(
                new LabelSplit(label, next == null ? "" : next.text()),
                split != null,
                next == null ? line.text() : line.text() + " " + next.text());
    }

    /** The line after one, or after the empty line after it. */
    private @Nullable WhoisLine next(int at) {
        int next = at + 1;
        if (next < lines.size() && lines.get(next).isEmpty()) {
            next++;
        }
        WhoisLine line = next < lines.size() ? lines.get(next) : null;
        return line == null
                        || line.isEmpty()
                        || line.remark()
                        || line.cut() && DateReader.mayContinue(line.text())
                ? null
                : line;
    }

    private void add(LabelSplit split, boolean labelled, String quote) {
        List<String> words = split.words();
        if (first) {
            part = partFor(words);
            nestedFrom = -1;
        } else if (LabelMeanings.isObject(words)) {
            part = Part.PARTY;
        }
        if (names(words, split.value()) && subjects.name(split.value())) {
            part = Part.DOMAIN;
            nestedFrom = -1;
        } else if (LabelMeanings.meaning(words) != LabelMeanings.DateMeaning.NOTHING) {
            subjects.endGroup();
        }
        fields.add(
                new WhoisField(
                        words,
                        split.hint(),
                        labelled,
                        split.value(),
                        quote,
                        part,
                        subjects.current()));
    }

    /**
     * Whether a label names the domain; one of Estonia's calls it "name", under "Domain". What has
     * no dot is a TLD at the beginning of a part, and any word within one.
     */
    private boolean names(List<String> words, String value) {
        boolean dotted = value.indexOf('.') > 0;
        return LabelMeanings.isSubject(words)
                ? dotted || first
                : dotted && part == Part.DOMAIN && words.equals(NAME);
    }

    /** What a part is about that begins with a label of these words. */
    private static Part partFor(List<String> words) {
        if (LabelMeanings.isSubject(words)) {
            return Part.DOMAIN;
        }
        boolean date =
                LabelMeanings.meaning(words) != LabelMeanings.DateMeaning.NOTHING
                        || LabelMeanings.isExpiry(words);
        return !date && LabelMeanings.isParty(words) ? Part.PARTY : Part.UNKNOWN;
    }
}
