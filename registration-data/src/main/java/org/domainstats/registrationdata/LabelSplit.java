package org.domainstats.registrationdata;

import org.domainstats.model.DomainName;
import org.domainstats.registrationdata.dates.DateReader;
import org.domainstats.registrationdata.dates.DayOrder;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A line taken apart into label and value, in whichever of the ways registries write that: {@code
 * label: value}, {@code label....: value}, {@code label value}, {@code [label] value}, {@code
 * label=value}, {@code "label": "value",}.
 */
record LabelSplit(String label, String value) {

    /** Longer than "Data de registo / Creation Date (dd/mm/yyyy)", shorter than a sentence. */
    private static final int LONGEST_LABEL = 64;

    /** The longest label after a class of object. */
    private static final int LONGEST_CLASSED = 32;

    private static final Pattern NUMBER = Pattern.compile("^[0-9]{1,2}[a-z]?\\.\\s+");

    /** Null if the line has no label. */
    static @Nullable LabelSplit of(String line) {
        LabelSplit split = separated(line);
        LabelSplit withoutClass = split == null ? null : withoutClass(split);
        return withoutClass == null ? split : withoutClass;
    }

    /**
     * {@code domain:Created:20090324} without the class of object that it begins with, where that
     * is the domain; with it in the label, where it is another.
     */
    private static @Nullable LabelSplit withoutClass(LabelSplit split) {
        int colon = split.value.indexOf(':');
        List<String> type = NormalizedWords.of(split.label);
        if (colon <= 0
                || colon > LONGEST_CLASSED
                || split.label.indexOf(' ') >= 0
                || !LabelMeanings.isSubject(type) && !LabelMeanings.isParty(type)) {
            return null;
        }
        String label = split.value.substring(0, colon).strip();
        String value = unquoted(split.value.substring(colon + 1));
        if (!label.chars().allMatch(c -> Character.isLetter(c) || " _-".indexOf(c) >= 0)
                || value.startsWith("//")) {
            return null;
        }
        if (!LabelMeanings.isSubject(type)) {
            return new LabelSplit(split.label + " " + label, value);
        }
        return NormalizedWords.of(label).equals(List.of("name"))
                ? new LabelSplit(split.label, value)
                : new LabelSplit(label, value);
    }

    private static @Nullable LabelSplit separated(String line) {
        LabelSplit bracketed = bracketed(line);
        if (bracketed != null) {
            return bracketed;
        }
        int end = 0;
        int longest = Math.min(line.length(), LONGEST_LABEL);
        while (end < longest && !isSeparator(line, end)) {
            end++;
        }
        if (end == 0 || end == longest || line.startsWith("://", end)) {
            return null;
        }
        int value = end;
        while (value < line.length() && " \t.:=".indexOf(line.charAt(value)) >= 0) {
            value++;
        }
        return new LabelSplit(line.substring(0, end).strip(), unquoted(line.substring(value)));
    }

    private static String unquoted(String value) {
        String bare = value.strip();
        int end = bare.startsWith("\"") ? bare.indexOf('"', 1) : -1;
        return end < 0 ? bare : bare.substring(1, end).strip();
    }

    /**
     * A date told without a sign between: {@code Record created on 2003-01-27}. Null if the line
     * does not begin with words that tell what date it is, and go on with one.
     */
    static @Nullable LabelSplit unseparated(String line) {
        int end = -1;
        int words = 0;
        for (int at = line.indexOf(' '); at > 0 && words < 6; at = line.indexOf(' ', at + 1)) {
            List<String> label = NormalizedWords.of(line.substring(0, at));
            boolean digit = Character.isDigit(line.charAt(line.lastIndexOf(' ', at - 1) + 1));
            if (digit
                    || LabelMeanings.meaning(label) == LabelMeanings.DateMeaning.NOTHING
                            && !LabelMeanings.isExpiry(label)) {
                if (end > 0) {
                    break;
                }
            } else {
                end = at;
            }
            words++;
        }
        if (end < 0 || line.lastIndexOf(':', end) >= 0) {
            return null;
        }
        LabelSplit split = new LabelSplit(line.substring(0, end), line.substring(end).strip());
        return DateReader.read(split.value(), DayOrder.DAY_FIRST) == null ? null : split;
    }

    /**
     * {@code changed: somebody AT registry 19960111 (Assigned)}: what was done on the day before
     * the brackets is in them. Null if the line is no such, or tells another deed.
     */
    static @Nullable LabelSplit changeNote(String line) {
        int open = line.lastIndexOf(" (");
        int close = line.length() - 1;
        if (open < 0 || !line.endsWith(")") || !line.startsWith("changed:")) {
            return null;
        }
        String changeNote = line.substring(open + 2, close);
        String day = line.substring(line.lastIndexOf(' ', open - 1) + 1, open);
        return LabelMeanings.meaning(NormalizedWords.of(changeNote))
                                == LabelMeanings.DateMeaning.NOTHING
                        || DateReader.read(day, DayOrder.UNKNOWN) == null
                ? null
                : new LabelSplit(changeNote, day);
    }

    /** {@code Domain EXAMPLE.COM (ACTIVE)}; null if the line does not begin by naming a domain. */
    static @Nullable LabelSplit domainLine(String line) {
        int end = line.indexOf(' ');
        if (end <= 0 || !LabelMeanings.isSubject(NormalizedWords.of(line.substring(0, end)))) {
            return null;
        }
        String rest = line.substring(end).strip();
        int next = rest.indexOf(' ');
        String name = next < 0 ? rest : rest.substring(0, next);
        // "domain names." ends a sentence.
        return DomainName.of(name).filter(domain -> domain.ascii().indexOf('.') > 0).isPresent()
                ? new LabelSplit(line.substring(0, end), name)
                : null;
    }

    /** The words of the label; of one in two languages, those of the one that we know. */
    List<String> words() {
        int bracket = label.indexOf('(');
        String bare = unnumbered(bracket <= 0 ? label : label.substring(0, bracket));
        for (String one : bare.split("/", -1)) {
            List<String> words = NormalizedWords.of(one);
            if (LabelMeanings.meaning(words) != LabelMeanings.DateMeaning.NOTHING
                    || LabelMeanings.isSubject(words)) {
                return words;
            }
        }
        return NormalizedWords.of(bare);
    }

    /** {@code 7a. registration date} without its number. */
    private static String unnumbered(String label) {
        return !label.isEmpty() && Character.isDigit(label.charAt(0))
                ? NUMBER.matcher(label).replaceFirst("")
                : label;
    }

    /** What the label says in brackets: {@code (dd/mm/yyyy)}; empty if nothing. */
    String hint() {
        int bracket = label.indexOf('(');
        return bracket < 0 ? "" : label.substring(bracket + 1);
    }

    private static boolean isSeparator(String line, int at) {
        char c = line.charAt(at);
        return c == ':'
                || c == '='
                || c == '\t'
                || line.startsWith("..", at)
                || line.startsWith("  ", at);
    }

    /** {@code [label] value}, and {@code a. [label] value} as in Japan and Malaysia. */
    private static @Nullable LabelSplit bracketed(String line) {
        int open = line.indexOf('[');
        if (open < 0 || open > 3) {
            return null;
        }
        int close = line.indexOf(']', open);
        return close < 0 || close - open > LONGEST_LABEL
                ? null
                : new LabelSplit(
                        line.substring(open + 1, close).strip(), line.substring(close + 1).strip());
    }
}
