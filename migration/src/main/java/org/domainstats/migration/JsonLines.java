package org.domainstats.migration;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;

/** An export of domain_stats 1.x ({@code domain-stats-utils -e}), or its {@code top1m.import}. */
record JsonLines(Path file, PredecessorTimes times) implements PredecessorFile {

    @Override
    public void read(RecordConsumer consumer) throws IOException {
        AnswerJson json = new AnswerJson(times);
        try (TextLines lines = TextLines.open(file)) {
            @Nullable String line;
            while ((line = lines.next()) != null) {
                if (!line.isBlank()) {
                    json.read("line " + lines.number(), null, line, consumer);
                }
            }
        }
    }

    @Override
    public String description() {
        return "an export of domain_stats 1.x";
    }

    @Override
    public long expectedRows() {
        return 0;
    }
}
