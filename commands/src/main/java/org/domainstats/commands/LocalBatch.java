package org.domainstats.commands;

import org.domainstats.answerformats.BatchRows;
import org.domainstats.answerformats.Row;
import org.domainstats.lookup.Batch;
import org.domainstats.lookup.cache.CachedAnswer;
import org.domainstats.model.Answer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/** Many names from a stream, each answered with a line of another stream by this process. */
final class LocalBatch {

    private static final int READ = 64 * 1_024;

    private final Batch batch;
    private final Function<Answer, String> format;
    private final OutputStream lines;
    private final List<Row> rows = new ArrayList<>();

    /**
     * @param format an answer in one line
     */
    LocalBatch(Batch batch, Function<Answer, String> format, OutputStream lines) {
        this.batch = batch;
        this.format = format;
        this.lines = lines;
    }

    /** Answers all rows, each as soon as it has been read. */
    void answer(InputStream input) throws IOException {
        BatchRows reader = new BatchRows(rows::add);
        byte[] buffer = new byte[READ];
        for (int length = input.read(buffer); length >= 0; length = input.read(buffer)) {
            reader.take(buffer, length);
            answerRows();
        }
        reader.end();
        answerRows();
    }

    private void answerRows() throws IOException {
        List<String> names = rows.stream().filter(row -> !row.bad()).map(Row::text).toList();
        Iterator<CachedAnswer> found = batch.answer(names).iterator();
        StringBuilder text = new StringBuilder();
        for (Row row : rows) {
            Answer answer = row.bad() ? row.rejection() : found.next().answer();
            text.append(format.apply(answer)).append('\n');
        }
        rows.clear();
        lines.write(text.toString().getBytes(StandardCharsets.US_ASCII));
        lines.flush();
    }
}
