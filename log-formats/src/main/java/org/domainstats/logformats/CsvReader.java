package org.domainstats.logformats;

import org.domainstats.logformats.Reading.Heading;
import org.domainstats.logformats.Reading.Insertion;
import org.domainstats.logformats.Reading.Named;
import org.domainstats.logformats.Reading.Nameless;
import org.domainstats.logformats.Reading.Origin;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Values separated by commas, semicolons or tabs (RFC 4180), with a line of names above them. A
 * record may go over several lines; facts are added at the end of the last.
 */
final class CsvReader implements LineReader {

    /** A quote that is never closed would otherwise take the rest of the file into one record. */
    private static final int MOST_LINES = 1_000;

    private final Fields fields;
    private final String nameColumn;
    private CsvLayout layout;
    private List<String> columns = List.of();
    private List<String> record = new ArrayList<>();
    private final StringBuilder value = new StringBuilder();
    private boolean quoted;
    private int lines;

    /**
     * @param nameColumn the name of the column, or its number from 1
     */
    CsvReader(Fields fields, String nameColumn) {
        this.fields = fields;
        this.nameColumn = nameColumn;
        this.layout = new CsvLayout(fields, ',');
    }

    @Override
    public Reading read(byte[] bytes, int start, int end) {
        String line = new String(bytes, start, end - start, StandardCharsets.UTF_8);
        if (line.isBlank() && !quoted) {
            return new Nameless(Why.BLANK);
        }
        if (columns.isEmpty()) {
            return header(line, end - start);
        }
        take(line);
        if (quoted && ++lines < MOST_LINES) {
            value.append('\n');
            return new Nameless(Why.NO_NAME);
        }
        List<String> complete = record;
        record = new ArrayList<>();
        boolean broken = quoted || complete.size() != columns.size();
        quoted = false;
        value.setLength(0);
        lines = 0;
        return broken ? new Nameless(Why.MALFORMED) : reading(complete, end - start);
    }

    private Reading reading(List<String> values, int length) {
        if (isEnriched()) {
            return new Nameless(Why.ENRICHED);
        }
        int column = column();
        if (column < 0) {
            return new Nameless(Why.NO_NAME);
        }
        Insertion at = new Insertion(layout, length);
        String name = values.get(column).strip();
        return name.isEmpty() || name.equals("-")
                ? new Nameless(Why.UNSET, at)
                : new Named(List.of(name), origin(values), at);
    }

    private Reading header(String line, int length) {
        String text = line.startsWith("\ufeff") ? line.substring(1) : line;
        for (char delimiter : new char[] {',', ';', '\t'}) {
            layout = new CsvLayout(fields, delimiter);
            record = new ArrayList<>();
            take(text);
            columns = record;
            if (columns.size() > 1) {
                break;
            }
        }
        record = new ArrayList<>();
        quoted = false;
        value.setLength(0);
        return isEnriched() || column() < 0
                ? new Nameless(Why.HEADER)
                : new Heading(length, layout.names());
    }

    private boolean isEnriched() {
        return columns.stream().anyMatch(each -> each.startsWith(fields.prefix() + '.'));
    }

    private int column() {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).strip().equalsIgnoreCase(nameColumn)) {
                return i;
            }
        }
        boolean number = nameColumn.matches("[1-9][0-9]{0,3}");
        int column = number ? Integer.parseInt(nameColumn) - 1 : -1;
        return column < columns.size() ? column : -1;
    }

    private Origin origin(List<String> values) {
        String client = "";
        String time = "";
        for (int i = 0; i < columns.size(); i++) {
            switch (columns.get(i).strip().toLowerCase(Locale.ROOT)) {
                case "client", "client_ip", "src_ip", "src", "internal ip" ->
                        client = values.get(i);
                case "time", "timestamp", "_time", "ts", "date" -> time = values.get(i);
                default -> {}
            }
        }
        return new Origin(client.isEmpty() ? null : client, time.isEmpty() ? null : time);
    }

    /** Takes a line into the record, from where the last line left off. */
    private void take(String line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                boolean escaped = quoted && i + 1 < line.length() && line.charAt(i + 1) == '"';
                if (escaped) {
                    value.append(c);
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == layout.delimiter() && !quoted) {
                endValue();
            } else {
                value.append(c);
            }
        }
        if (!quoted) {
            endValue();
        }
    }

    private void endValue() {
        record.add(value.toString());
        value.setLength(0);
    }
}
