package org.domainstats.registry;

import org.domainstats.registry.WhoisField.Part;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * The fields of a WHOIS reply, each with what the part around it is about. Parts are told by empty
 * lines, by headings and by how far lines are indented. One pass, forward.
 */
final class WhoisText {

    private final List<WhoisField> fields = new ArrayList<>();
    private final List<WhoisLine> lines;

    private Part part = Part.UNKNOWN;
    private @Nullable String subject;

    /**
     * Whether the next field is the first after an empty line, and so says what a part is about.
     */
    private boolean first = true;

    /** How far the heading of this part was indented, -1 if the part has none that is indented. */
    private int heading = -1;

    private Part outside = Part.UNKNOWN;

    private WhoisText(List<WhoisLine> lines) {
        this.lines = lines;
    }

    static List<WhoisField> fields(List<WhoisLine> lines) {
        WhoisText text = new WhoisText(lines);
        for (int i = 0; i < lines.size(); i++) {
            WhoisLine line = lines.get(i);
            if (line.isEmpty()) {
                text.first = true;
            } else if (!line.remark()) {
                text.read(i, line);
            }
        }
        return text.fields;
    }

    private void read(int at, WhoisLine line) {
        if (heading >= 0 && line.indent() <= heading) {
            part = outside;
            heading = -1;
        }
        LabelSplit split = LabelSplit.of(line.text());
        if (split == null || split.value().isEmpty()) {
            head(at, line, split == null ? line.text() : split.label());
        } else {
            add(split, split.value(), line.text());
        }
        first = false;
    }

    /** A line that may head a part, and may have its value on the next line. */
    private void head(int at, WhoisLine line, String label) {
        WhoisLine next = next(at);
        LabelSplit split = new LabelSplit(label, next == null ? "" : next.text());
        boolean nested = next != null && next.indent() > line.indent();
        List<String> words = Words.of(label);
        if (words.size() <= 4 && (first || nested) && Labels.isParty(words)) {
            if (nested) {
                outside = first ? Part.UNKNOWN : part;
                heading = line.indent();
            }
            part = Part.PARTY;
            first = false;
        }
        if (words.size() <= 12) {
            add(split, split.value(), line.text() + (next == null ? "" : " " + next.text()));
        }
    }

    private @Nullable WhoisLine next(int at) {
        int next = at + 1;
        if (next < lines.size() && lines.get(next).isEmpty()) {
            next++;
        }
        return next < lines.size() && !lines.get(next).isEmpty() && !lines.get(next).remark()
                ? lines.get(next)
                : null;
    }

    private void add(LabelSplit split, String value, String quote) {
        int bracket = split.label().indexOf('(');
        String hint = bracket < 0 ? "" : split.label().substring(bracket);
        String label = bracket <= 0 ? split.label() : split.label().substring(0, bracket);
        List<String> words = understood(label);
        if (first && part(words) != null) {
            heading = -1;
        }
        if (first) {
            Part told = part(words);
            part = told == null ? Part.UNKNOWN : told;
        }
        if (Labels.isSubject(words) && value.indexOf(' ') < 0 && isName(value)) {
            subject = value;
            part = Part.DOMAIN;
            heading = -1;
        }
        fields.add(new WhoisField(words, hint, value, quote, part, subject));
    }

    private static @Nullable Part part(List<String> words) {
        return Labels.isSubject(words)
                ? Part.DOMAIN
                : Labels.tells(words) == Labels.Tells.NOTHING
                                && !Labels.isExpiry(words)
                                && Labels.isParty(words)
                        ? Part.PARTY
                        : null;
    }

    private static boolean isName(String value) {
        return !value.isEmpty() && Character.isLetterOrDigit(value.charAt(0));
    }

    /** The label, or of one in two languages the one that we know. */
    private static List<String> understood(String label) {
        List<String> whole = Words.of(label);
        if (label.indexOf('/') < 0) {
            return whole;
        }
        for (String one : label.split("/", -1)) {
            List<String> words = Words.of(one);
            if (Labels.tells(words) != Labels.Tells.NOTHING || Labels.isSubject(words)) {
                return words;
            }
        }
        return whole;
    }
}
