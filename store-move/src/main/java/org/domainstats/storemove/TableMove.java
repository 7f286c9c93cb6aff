package org.domainstats.storemove;

import org.domainstats.base.Sha256;
import org.domainstats.storemove.StoreTables.Row;
import org.domainstats.storemove.StoreTables.Rows;
import org.domainstats.storemove.StoreTables.Table;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;

/** Reads one table of two stores side by side, in the order of its key, and writes what differs. */
final class TableMove {

    /** So many rows share a transaction of the target. */
    private static final int PART = 5_000;

    private final StoreTables from;
    private final StoreTables to;
    private final LongConsumer progress;
    private final List<Row> put = new ArrayList<>();
    private final List<Row> removed = new ArrayList<>();
    private final Checksum ofSource = new Checksum();
    private final Checksum ofTarget = new Checksum();
    private long rows;
    private long written;
    private long gone;

    TableMove(StoreTables from, StoreTables to, LongConsumer progress) {
        this.from = from;
        this.to = to;
        this.progress = progress;
    }

    MoveReport.OfTable run(Table source, Table target) {
        try (Rows wanted = from.read(source);
                Rows there = to.read(target)) {
            @Nullable Row want = next(wanted, ofSource);
            @Nullable Row have = next(there, ofTarget);
            while (want != null || have != null) {
                int order = order(want, have, source.keys());
                if (order < 0) {
                    put.add(Objects.requireNonNull(want));
                } else if (order > 0) {
                    removed.add(Objects.requireNonNull(have));
                } else if (!Objects.requireNonNull(want).equals(have)) {
                    put.add(want);
                }
                want = order <= 0 ? next(wanted, ofSource) : want;
                have = order >= 0 ? next(there, ofTarget) : have;
                if (order <= 0) {
                    progress.accept(++rows);
                }
                if (put.size() + removed.size() >= PART) {
                    write(target);
                }
            }
        }
        write(target);
        return new MoveReport.OfTable(
                source.name(), rows, written, gone, ofSource.text(), ofTarget.text());
    }

    private static @Nullable Row next(Rows rows, Checksum checksum) {
        @Nullable Row row = rows.next();
        if (row != null) {
            checksum.add(row);
        }
        return row;
    }

    private void write(Table target) {
        if (!put.isEmpty() || !removed.isEmpty()) {
            to.write(target, put, removed);
            written += put.size();
            gone += removed.size();
            put.clear();
            removed.clear();
        }
    }

    /** Below 0 if only the source has its row, above 0 if only the target has. */
    private static int order(@Nullable Row want, @Nullable Row have, int keys) {
        if (want == null || have == null) {
            return want == null ? 1 : -1;
        }
        for (int i = 0; i < keys; i++) {
            int order = compare(want.values().get(i), have.values().get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int compare(@Nullable Object one, @Nullable Object other) {
        return one instanceof Long number && other instanceof Long second
                ? number.compareTo(second)
                : Arrays.compareUnsigned(bytes(one), bytes(other));
    }

    private static byte[] bytes(@Nullable Object value) {
        return String.valueOf(value).getBytes(StandardCharsets.UTF_8);
    }

    /** Of rows, with the length of each value in front of it. */
    private static final class Checksum {

        private final MessageDigest digest = Sha256.digest();

        void add(Row row) {
            for (@Nullable Object value : row.values()) {
                byte[] bytes = value == null ? new byte[0] : bytes(value);
                int length = value == null ? -1 : bytes.length;
                digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, length));
                digest.update(bytes);
            }
        }

        String text() {
            return HexFormat.of().formatHex(digest.digest());
        }
    }
}
