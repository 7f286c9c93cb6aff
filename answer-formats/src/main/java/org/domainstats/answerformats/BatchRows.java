package org.domainstats.answerformats;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/**
 * The rows of a batch, read from octets as they come, in whatever pieces. A batch that begins with
 * a bracket is an array of JSON; otherwise each line is a row.
 */
public final class BatchRows {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final Consumer<Row> rows;
    private @Nullable Shape shape;
    private int marked;

    /** What reads one shape of batch. */
    interface Shape {

        void take(byte[] octets, int start, int end);

        void end();
    }

    /**
     * @param rows takes each row as soon as it is whole
     */
    public BatchRows(Consumer<Row> rows) {
        this.rows = rows;
    }

    /** Takes the next octets in. */
    public void take(byte[] octets, int length) {
        int start = 0;
        while (shape == null && start < length) {
            start = begin(octets, start);
        }
        if (shape != null && start < length) {
            shape.take(octets, start, length);
        }
    }

    /** The first octet that is neither of a byte order mark nor blank tells the shape. */
    private int begin(byte[] octets, int start) {
        byte first = octets[start];
        if (marked < BYTE_ORDER_MARK.length && first == BYTE_ORDER_MARK[marked]) {
            marked++;
            return start + 1;
        }
        if (first == ' ' || first == '\t' || first == '\r' || first == '\n') {
            return start + 1;
        }
        shape = first == '[' ? new ArrayRows(rows) : new LineRows(rows);
        return start;
    }

    /** Says that no more will come. */
    public void end() {
        if (shape != null) {
            shape.end();
        }
    }
}
