package org.domainstats.insight;

/**
 * A table in the format of Mark Baggett's freq: a JSON array in Latin-1 of whether case is folded,
 * the characters to ignore, and the rows, each of them a character with those that followed it and
 * how often.
 *
 * <pre>[true, "-_", [["t", [["h", 1520], ["o", 811]]], ["h", [["e", 2204]]]]]</pre>
 *
 * @param ignored pairs of two of these are skipped
 */
record FreqFile(boolean foldsCase, String ignored, PairCounts counts) {

    /** The table as text of that format, one row a line. */
    String text() {
        StringBuilder text = new StringBuilder("[").append(foldsCase).append(", ");
        appendString(text, ignored);
        text.append(", [");
        String separator = "\n";
        for (char first = 0; first < PairCounts.CHARACTERS; first++) {
            if (counts.ofFirst(first) > 0) {
                appendRow(text.append(separator), first);
                separator = ",\n";
            }
        }
        return text.append("\n]]\n").toString();
    }

    private void appendRow(StringBuilder text, char first) {
        appendString(text.append('['), String.valueOf(first));
        text.append(", [");
        String separator = "";
        for (char second = 0; second < PairCounts.CHARACTERS; second++) {
            if (counts.of(first, second) > 0) {
                appendString(text.append(separator).append('['), String.valueOf(second));
                text.append(", ").append(counts.of(first, second)).append(']');
                separator = ", ";
            }
        }
        text.append("]]");
    }

    private static void appendString(StringBuilder text, String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
