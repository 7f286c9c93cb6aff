package org.domainstats.logformats;

import org.domainstats.logformats.Reading.Heading;
import org.domainstats.logformats.Reading.Insertion;
import org.domainstats.logformats.Reading.Named;
import org.domainstats.logformats.Reading.Nameless;
import org.domainstats.logformats.Reading.Origin;
import org.domainstats.model.Defanged;
import org.domainstats.model.HostText;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values separated by commas, semicolons, tabs or bars (RFC 4180), with a line of names above them;
 * without one where the column is named by its number. A record may go over several lines; facts
 * are added at the end of the last.
 */
final class CsvReader implements LineReader {

    /** What Excel writes in front of the header where the delimiter is not that of its locale. */
    private static final Pattern SEPARATOR = Pattern.compile("\"?sep=(.)\"?");

    private final Fields fields;
    private final String nameColumn;
    private @Nullable CsvLayout layout;
    private @Nullable CsvHeader header;
    private @Nullable CsvRecord open;

    /**
     * @param nameColumn the name of the column, or its number from 1
     */
    CsvReader(Fields fields, String nameColumn) {
        this.fields = fields;
        this.nameColumn = nameColumn;
    }

    @Override
    public Reading read(byte[] bytes, int start, int end) {
        String line = new String(bytes, start, end - start, StandardCharsets.UTF_8);
        CsvRecord begun = open;
        if (line.isBlank() && begun == null) {
            return new Nameless(NoNameReason.BLANK);
        }
        CsvLayout of = layout;
        CsvHeader columns = header;
        if (of == null || columns == null) {
            return header(line, end - start);
        }
        CsvRecord record = begun == null ? new CsvRecord(of.delimiter()) : begun;
        record.take(line);
        open = record.isOpen() ? record : null;
        return record.isOpen()
                ? new Nameless(NoNameReason.NO_NAME)
                : reading(record.values(), columns, new Insertion(of, end - start));
    }

    private Reading reading(List<String> values, CsvHeader columns, Insertion at) {
        if (values.size() != columns.columns()) {
            return new Nameless(NoNameReason.MALFORMED);
        }
        if (columns.enriched() || columns.name() < 0) {
            return new Nameless(
                    columns.enriched() ? NoNameReason.ENRICHED : NoNameReason.NO_COLUMN);
        }
        String name = HostText.of(Defanged.undo(values.get(columns.name()).strip()));
        Origin origin = new Origin(value(values, columns.client()), value(values, columns.time()));
        return name.isEmpty() || name.equals("-")
                ? new Nameless(NoNameReason.UNSET, at)
                : new Named(List.of(name), origin, at);
    }

    private static @Nullable String value(List<String> values, int column) {
        return column < 0 || values.get(column).isEmpty() ? null : values.get(column);
    }

    private Reading header(String line, int length) {
        Matcher separator = SEPARATOR.matcher(line.strip());
        if (separator.matches()) {
            layout = new CsvLayout(fields, separator.group(1).charAt(0));
            return new Nameless(NoNameReason.HEADER);
        }
        CsvLayout of = layout;
        if (of == null) {
            of = new CsvLayout(fields, CsvHeader.delimiter(line, nameColumn));
            layout = of;
        }
        List<String> values = CsvRecord.values(line, of.delimiter());
        CsvHeader columns = CsvHeader.of(values, nameColumn, fields.prefix());
        header = columns;
        if (columns.record()) {
            return reading(values, columns, new Insertion(of, length));
        }
        if (columns.name() < 0) {
            return new Nameless(NoNameReason.NO_COLUMN);
        }
        return columns.enriched()
                ? new Nameless(NoNameReason.HEADER)
                : new Heading(length, of.names());
    }
}
