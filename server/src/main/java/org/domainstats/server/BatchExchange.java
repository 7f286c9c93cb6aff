package org.domainstats.server;

import org.domainstats.answerformats.BatchRows;
import org.domainstats.answerformats.Dialect;
import org.domainstats.answerformats.Row;
import org.domainstats.lookup.Batch;
import org.domainstats.lookup.CachedAnswer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * A batch from its first row to its last answer. Rows are answered as they come, so that neither
 * the request nor the response is ever held whole.
 */
final class BatchExchange {

    private static final int READ = 64 * 1_024;

    /** As many as share one trip to the store. More would only hold more. */
    private static final int LARGEST_PART = 4_096;

    private final AnswerHandler answers;
    private final Batch batch;
    private final Dialect dialect;
    private final RowsOutput output;
    private final List<Row> rows = new ArrayList<>();

    BatchExchange(AnswerHandler answers, BatchQuestion question, RowsOutput output) {
        this.answers = answers;
        this.batch = answers.batch(question);
        this.dialect = question.dialect();
        this.output = output;
    }

    /** Answers all rows of a body. Blocks until the client has the last of them. */
    @SuppressWarnings("ThreadPriorityCheck")
    void answer(InputStream body, boolean zipped) throws IOException {
        InputStream in = zipped ? LimitedInflation.of(body, READ) : body;
        BatchRows reader = new BatchRows(rows::add);
        byte[] buffer = new byte[READ];
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
            reader.take(buffer, length);
            answerRows();
            // Inflating does not block, and would keep its carrier thread from all others.
            Thread.yield();
        }
        reader.end();
        answerRows();
        // What follows a gzip stream is read past, so that the next request can be found.
        body.transferTo(OutputStream.nullOutputStream());
        output.end();
    }

    private void answerRows() throws IOException {
        for (int from = 0; from < rows.size(); from += LARGEST_PART) {
            answer(rows.subList(from, Math.min(rows.size(), from + LARGEST_PART)));
        }
        rows.clear();
    }

    private void answer(List<Row> part) throws IOException {
        List<String> names = part.stream().filter(row -> !row.bad()).map(Row::text).toList();
        Iterator<CachedAnswer> found = batch.answer(names, answers::count).iterator();
        List<CachedAnswer> answered = new ArrayList<>(part.size());
        for (Row row : part) {
            CachedAnswer answer = row.bad() ? new CachedAnswer(row.rejection()) : found.next();
            answered.add(answer);
            if (row.bad()) {
                answers.count(answer.answer());
            }
        }
        output.write(answered, each -> answers.rendered(each, dialect));
    }
}
