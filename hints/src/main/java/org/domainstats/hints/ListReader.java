package org.domainstats.hints;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;

import org.domainstats.model.Hint;
import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads a list of new domains: JSON objects, rows with a date, or a name a line, as files of hosts
 * and of filters have them too.
 */
final class ListReader {

    private static final int BOM = 0xef;

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxStringLength(BoundedLines.LONGEST)
                                    .maxNameLength(256)
                                    .maxNestingDepth(32)
                                    .build())
                    .build();

    private final NameSink sink;
    private final ListFormat format;

    ListReader(ListFormat format, NameSink sink) {
        this.format = format;
        this.sink = sink;
    }

    /**
     * Reads to the end.
     *
     * @throws IOException if it cannot be read, or is no list of this format
     */
    void read(BufferedInputStream in) throws IOException {
        skipBom(in);
        int first = firstOctet(in);
        boolean looksLikeJson = first == '[' || first == '{';
        switch (format) {
            case AUTO -> {
                if (looksLikeJson) {
                    objects(in);
                } else {
                    lines(in);
                }
            }
            case ISC, JSON -> {
                if (!looksLikeJson) {
                    throw new ListException("it is no JSON");
                }
                objects(in);
            }
            case CSV, NAMES -> lines(in);
        }
    }

    private static void skipBom(BufferedInputStream in) throws IOException {
        in.mark(3);
        if (in.read() != BOM || in.read() != 0xbb || in.read() != 0xbf) {
            in.reset();
        }
    }

    private static int firstOctet(BufferedInputStream in) throws IOException {
        in.mark(64);
        int first = in.read();
        for (int i = 1; i < 64 && first >= 0 && first <= ' '; i++) {
            first = in.read();
        }
        in.reset();
        return first;
    }

    private void objects(BufferedInputStream in) throws IOException {
        try (JsonParser parser = JSON.createParser(in)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    object(parser);
                } else if (token != JsonToken.START_ARRAY && token != JsonToken.END_ARRAY) {
                    sink.unreadable();
                }
            }
        } catch (JsonParseException e) {
            throw new ListException("no JSON at line " + e.getLocation().getLineNr());
        }
    }

    private void object(JsonParser parser) throws IOException {
        @Nullable String name = null;
        @Nullable LocalDate seen = null;
        @Nullable LocalDate registered = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName().toLowerCase(Locale.ROOT);
            JsonToken value = parser.nextToken();
            if (value != JsonToken.VALUE_STRING) {
                parser.skipChildren();
            } else if (ListColumns.NAMES.contains(field)) {
                name = parser.getText();
            } else if (ListColumns.FIRST_SIGHTS.contains(field)
                    || ListColumns.DATES.contains(field)) {
                seen = ListDates.day(parser.getText());
            } else if (ListColumns.REGISTRATIONS.contains(field)) {
                registered = ListDates.day(parser.getText());
            }
        }
        if (name == null) {
            sink.unreadable();
        } else if (registered != null && seen == null && format != ListFormat.ISC) {
            sink.accept(name, registered, Hint.Kind.REGISTERED);
        } else {
            sink.accept(name, seen == null ? registered : seen, Hint.Kind.SEEN);
        }
    }

    private void lines(BufferedInputStream in) throws IOException {
        BoundedLines lines = new BoundedLines(in);
        ListColumns columns = ListColumns.UNNAMED;
        boolean first = true;
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
            String text = new String(line, 0, lines.length(), StandardCharsets.UTF_8).strip();
            if (lines.isTooLong()) {
                sink.unreadable();
            } else if (!text.isEmpty() && !isComment(text)) {
                List<String> cells = ListColumns.cells(text);
                @Nullable ListColumns header = first ? ListColumns.of(cells) : null;
                first = false;
                if (header == null) {
                    row(cells, columns);
                } else {
                    columns = header;
                }
            }
        }
    }

    private static boolean isComment(String line) {
        return "#!;[".indexOf(line.charAt(0)) >= 0;
    }

    private void row(List<String> cells, ListColumns columns) throws IOException {
        @Nullable String name = columns.name() >= 0 ? cell(cells, columns.name()) : null;
        @Nullable LocalDate day =
                columns.date() >= 0 ? ListDates.day(cell(cells, columns.date())) : null;
        for (String cell : cells) {
            @Nullable LocalDate said =
                    columns.date() == ListColumns.FIRST && day == null ? ListDates.day(cell) : null;
            if (said != null) {
                day = said;
            } else if (name == null && cell.indexOf('.') > 0) {
                name = cell;
            }
        }
        boolean dated = day != null && columns.registered() && format != ListFormat.NAMES;
        if (name == null) {
            sink.unreadable();
        } else {
            sink.accept(bare(name), day, dated ? Hint.Kind.REGISTERED : Hint.Kind.SEEN);
        }
    }

    private static String cell(List<String> cells, int place) {
        return place < cells.size() ? cells.get(place) : "";
    }

    private static final Set<String> SINKHOLE_ADDRESSES =
            Set.of("0.0.0.0", "127.0.0.1", "::", "::1");

    /** The name in a line of a file of hosts, or of a filter list. */
    private static String bare(String cell) {
        int blank = cell.indexOf(' ');
        String name =
                blank > 0 && SINKHOLE_ADDRESSES.contains(cell.substring(0, blank))
                        ? cell.substring(blank + 1).strip()
                        : cell;
        if (name.startsWith("||") && name.endsWith("^")) {
            return name.substring(2, name.length() - 1);
        }
        return name.startsWith("*.") ? name.substring(2) : name;
    }
}
