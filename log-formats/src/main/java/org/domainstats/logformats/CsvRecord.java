package org.domainstats.logformats;

import java.util.ArrayList;
import java.util.List;

/** One record of RFC 4180, from the lines that it goes over. */
final class CsvRecord {

    /** A quote that is never closed would otherwise take the rest of the file into one record. */
    private static final int MOST_LINES = 1_000;

    private static final int MOST_CHARACTERS = LineReader.LONGEST_LINE;

    private final char delimiter;
    private final List<String> values = new ArrayList<>();
    private final StringBuilder value = new StringBuilder();
    private boolean quoted;
    private int lines;
    private int characters;

    CsvRecord(char delimiter) {
        this.delimiter = delimiter;
    }

    /** The values of a line that is a whole record. */
    static List<String> values(String line, char delimiter) {
        CsvRecord record = new CsvRecord(delimiter);
        record.take(line);
        return record.values;
    }

    /** Takes a line into the record, from where the last line left off. */
    void take(String line) {
        lines++;
        characters += line.length();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quoted && c == '"') {
                if (i + 1 < line.length() && line.charAt(i + 1) == '"') {
                    value.append(c);
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"' && value.isEmpty()) {
                // Within a value it is a letter like any other, as of an agent or of inches.
                quoted = true;
            } else if (c == delimiter && !quoted) {
                endValue();
            } else {
                value.append(c);
            }
        }
        if (quoted) {
            value.append('\n');
        } else {
            endValue();
        }
    }

    private void endValue() {
        values.add(value.toString());
        value.setLength(0);
    }

    /** Whether it goes on in the next line. */
    boolean isOpen() {
        return quoted && lines < MOST_LINES && characters < MOST_CHARACTERS;
    }

    /** The values; without the last where its quote is not closed. */
    List<String> values() {
        return values;
    }
}
