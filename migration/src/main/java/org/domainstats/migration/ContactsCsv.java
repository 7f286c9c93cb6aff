package org.domainstats.migration;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;

/** The contacts of another data folder, as {@code domain-stats admin export} writes them. */
record ContactsCsv(Path file) implements PredecessorFile {

    static final String HEADER = "site,first_asked,last_asked,times";

    private static final int CELLS = 4;

    @Override
    public void read(RecordConsumer consumer) throws IOException {
        try (TextLines lines = TextLines.open(file)) {
            @Nullable String line;
            while ((line = lines.next()) != null) {
                if (!line.isBlank() && lines.number() > 1) {
                    read("line " + lines.number(), line, consumer);
                }
            }
        }
    }

    private static void read(String row, String line, RecordConsumer consumer) {
        List<String> cells = List.of(line.split(",", -1));
        // Who asked stands behind them, and is not taken over: its hashes have another key here.
        if (cells.size() < CELLS) {
            consumer.unreadable(row, "not four cells: " + HEADER);
            return;
        }
        try {
            consumer.accept(
                    new PredecessorRecord(
                            row,
                            cells.get(0),
                            Instant.parse(cells.get(1)),
                            Instant.parse(cells.get(2)),
                            Long.parseLong(cells.get(3)),
                            null));
        } catch (DateTimeException | NumberFormatException e) {
            consumer.unreadable(row, "an instant or the number of times is none");
        }
    }

    @Override
    public String description() {
        return "an export of domain-stats";
    }

    @Override
    public long expectedRows() {
        return 0;
    }
}
