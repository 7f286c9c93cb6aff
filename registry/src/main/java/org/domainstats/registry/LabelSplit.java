package org.domainstats.registry;

import org.jspecify.annotations.Nullable;

/**
 * A line taken apart into label and value, in whichever of the ways registries write that: {@code
 * label: value}, {@code label....: value}, {@code label value}, {@code [label] value}.
 */
record LabelSplit(String label, String value) {

    /** Longer than "Data de registo / Creation Date (dd/mm/yyyy)", shorter than a sentence. */
    private static final int LONGEST_LABEL = 64;

    /** Null if the line has no label. */
    static @Nullable LabelSplit of(String line) {
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
        while (value < line.length() && " \t.:".indexOf(line.charAt(value)) >= 0) {
            value++;
        }
        return new LabelSplit(line.substring(0, end).strip(), line.substring(value).strip());
    }

    private static boolean isSeparator(String line, int at) {
        char c = line.charAt(at);
        return c == ':' || c == '\t' || line.startsWith("..", at) || line.startsWith("  ", at);
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
