package org.domainstats.server;

import org.domainstats.answerformats.BatchRows;
import org.domainstats.answerformats.Dialect;
import org.domainstats.answerformats.Row;
import org.domainstats.http.RequestStream;
import org.domainstats.lookup.Batch;
import org.domainstats.lookup.cache.CachedAnswer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * A batch from its first row to its last answer. Rows are answered as they come, so that neither
 * the request nor the response is ever held whole.
 */
final class BatchExchange {

    /**
     * Some eight hundred names, which share a commit. With half of it, a batch of new names took a
     * fifth longer; with four times as much, twice the time for garbage, as more of what is under
     * way outlives a collection.
     */
    private static final int READ = 16 * 1_024;

    /** As many as share one trip to the store. More would only hold more. */
    private static final int LARGEST_PART = 4_096;

    private final AnswerHandler answers;
    private final Semaphore earlyParts;
    private final Batch batch;
    private final Dialect dialect;
    private final RowsOutput output;
    private final List<Row> rows = new ArrayList<>();
    private CompletableFuture<Void> sending = CompletableFuture.completedFuture(null);

    /**
     * @param earlyParts how many parts all batches together may hold beside those that are sent
     */
    BatchExchange(
            AnswerHandler answers,
            Semaphore earlyParts,
            BatchQuestion question,
            RowsOutput output) {
        this.answers = answers;
        this.earlyParts = earlyParts;
        this.batch = answers.batch(question);
        this.dialect = question.dialect();
        this.output = output;
    }

    /** Answers all rows of a body. Blocks until the client has the last of them. */
    @SuppressWarnings("ThreadPriorityCheck")
    void answer(RequestStream body, boolean zipped) throws IOException {
        try {
            InputStream in = zipped ? LimitedInflation.of(body, READ) : body;
            BatchRows reader = new BatchRows(rows::add);
            byte[] buffer = new byte[READ];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                reader.take(buffer, length);
                answerRows(body.came());
                // Inflating does not block, and would keep its carrier thread from all others.
                Thread.yield();
            }
            reader.end();
            answerRows(body.came());
        } finally {
            awaitSending();
        }
        requireSent();
        // What follows a gzip stream is read past, so that the next request can be found.
        body.transferTo(OutputStream.nullOutputStream());
        output.end();
    }

    private void answerRows(long came) throws IOException {
        for (int from = 0; from < rows.size(); from += LARGEST_PART) {
            int end = Math.min(rows.size(), from + LARGEST_PART);
            answer(List.copyOf(rows.subList(from, end)), came);
        }
        rows.clear();
    }

    /** Begins a part while the one before is sent, where there is room for both. */
    private void answer(List<Row> part, long came) throws IOException {
        boolean early = !sending.isDone() && earlyParts.tryAcquire();
        try {
            if (!early) {
                awaitSending();
                requireSent();
            }
            List<String> names = part.stream().filter(row -> !row.bad()).map(Row::text).toList();
            Supplier<List<CachedAnswer>> begun = batch.begin(names, came, answers::count);
            awaitSending();
            if (sending.isCompletedExceptionally()) {
                begun.get().forEach(each -> answers.undelivered(each.answer()));
            }
            requireSent();
            sending = sending(part, begun);
        } finally {
            if (early) {
                earlyParts.release();
            }
        }
    }

    private CompletableFuture<Void> sending(List<Row> part, Supplier<List<CachedAnswer>> begun) {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        Thread.startVirtualThread(
                () -> {
                    try {
                        send(part, begun.get());
                        sent.complete(null);
                    } catch (IOException | RuntimeException | Error failure) {
                        sent.completeExceptionally(failure);
                    }
                });
        return sent;
    }

    private void awaitSending() {
        sending.handle((_, _) -> true).join();
    }

    /** Throws what kept the last part from being sent, if anything did. */
    private void requireSent() throws IOException {
        switch (sending.isCompletedExceptionally() ? sending.exceptionNow() : null) {
            case IOException failure -> throw failure;
            case RuntimeException failure -> throw failure;
            case Error failure -> throw failure;
            case null, default -> {}
        }
    }

    private void send(List<Row> part, List<CachedAnswer> found) throws IOException {
        Iterator<CachedAnswer> next = found.iterator();
        List<CachedAnswer> answered = new ArrayList<>(part.size());
        for (Row row : part) {
            CachedAnswer answer = row.bad() ? new CachedAnswer(row.rejection()) : next.next();
            answered.add(answer);
            if (row.bad()) {
                answers.count(answer.answer());
            }
        }
        output.write(answered, dialect);
    }
}
