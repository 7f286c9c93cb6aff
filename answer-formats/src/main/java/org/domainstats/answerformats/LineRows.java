package org.domainstats.answerformats;

import org.domainstats.model.Defanged;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * A row on each line: a bare name, which may be defanged, or JSON where the line begins with a
 * quote or a brace. Blank lines are no rows.
 */
final class LineRows implements BatchRows.Shape {

    /** Names have 253 octets; this is room for JSON that carries more than the name. */
    static final int LONGEST = 64 * 1_024;

    /** The answer to a line that is too long. */
    private static final int EXCERPT = 256;

    private final Consumer<Row> rows;

    /** The beginning of a line whose end has not come yet. */
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

    private boolean tooLong;

    LineRows(Consumer<Row> rows) {
        this.rows = rows;
    }

    @Override
    public void take(byte[] octets, int start, int end) {
        int from = start;
        for (int i = start; i < end; i++) {
            if (octets[i] == '\n') {
                finish(octets, from, i);
                from = i + 1;
            }
        }
        keep(octets, from, end);
    }

    private void finish(byte[] octets, int start, int end) {
        if (begun.size() == 0 && end - start <= LONGEST) {
            line(octets, start, end);
        } else {
            keep(octets, start, end);
            end();
        }
    }

    private void keep(byte[] octets, int start, int end) {
        int room = LONGEST - begun.size();
        begun.write(octets, start, Math.min(room, end - start));
        tooLong |= end - start > room;
    }

    /** The last line needs no end. */
    @Override
    public void end() {
        byte[] line = begun.toByteArray();
        begun.reset();
        if (tooLong) {
            tooLong = false;
            rows.accept(Row.bad(new String(line, 0, EXCERPT, StandardCharsets.UTF_8)));
        } else {
            line(line, 0, line.length);
        }
    }

    private void line(byte[] octets, int start, int end) {
        int from = start;
        int to = end;
        while (from < to && isBlank(octets[from])) {
            from++;
        }
        while (to > from && isBlank(octets[to - 1])) {
            to--;
        }
        if (from < to) {
            byte first = octets[from];
            rows.accept(
                    first == '"' || first == '{'
                            ? RowJson.row(octets, from, to)
                            : Row.name(Defanged.name(text(octets, from, to))));
        }
    }

    static String text(byte[] octets, int start, int end) {
        return new String(octets, start, end - start, StandardCharsets.UTF_8);
    }

    private static boolean isBlank(byte octet) {
        return octet == ' ' || octet == '\t' || octet == '\r';
    }
}
