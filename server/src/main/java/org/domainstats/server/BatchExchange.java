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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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

    /** One is written while the next is looked for and the one before is scored and sent. */
    private static final int MOST_UNDER_WAY = 3;

    private static final CompletableFuture<Void> SENT = CompletableFuture.completedFuture(null);

    private final AnswerHandler answers;
    private final Semaphore earlyParts;
    private final Batch batch;
    private final Dialect dialect;
    private final RowsOutput output;
    private final List<Row> rows = new ArrayList<>();

    /** The parts that are under way, the oldest first. */
    private final Deque<CompletableFuture<Void>> sending = new ArrayDeque<>();

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
            sending.forEach(each -> each.handle((_, _) -> true).join());
        }
        while (!sending.isEmpty()) {
            awaitOldest();
        }
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

    /** Begins a part while those before are written and sent, where there is room for it. */
    private void answer(List<Row> part, long came) throws IOException {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        if (takeEarlyPlace()) {
            var _ = sent.whenComplete((_, _) -> earlyParts.release());
        }
        try {
            List<String> names = part.stream().filter(row -> !row.bad()).map(Row::text).toList();
            Supplier<List<CachedAnswer>> begun = batch.begin(names, came, answers::count);
            CompletableFuture<Void> before = Objects.requireNonNullElse(sending.peekLast(), SENT);
            Thread.startVirtualThread(() -> send(part, begun, before, sent));
            sending.add(sent);
        } catch (RuntimeException | Error failure) {
            sent.completeExceptionally(failure);
            throw failure;
        }
    }

    /** Waits until there is room for a part; whether it begins before all others are sent. */
    private boolean takeEarlyPlace() throws IOException {
        while (!sending.isEmpty()) {
            if (!sending.getFirst().isDone()
                    && sending.size() < MOST_UNDER_WAY
                    && earlyParts.tryAcquire()) {
                return true;
            }
            awaitOldest();
        }
        return false;
    }

    /** Throws what kept it from being sent, if anything did. */
    private void awaitOldest() throws IOException {
        switch (sending.remove().handle((_, failure) -> failure).join()) {
            case IOException failure -> throw failure;
            case RuntimeException failure -> throw failure;
            case Error failure -> throw failure;
            case null, default -> {}
        }
    }

    /** What cannot be sent as a part before it was not is left to the next client. */
    private void send(
            List<Row> part,
            Supplier<List<CachedAnswer>> begun,
            CompletableFuture<Void> before,
            CompletableFuture<Void> sent) {
        try {
            List<CachedAnswer> found = begun.get();
            try {
                before.join();
            } catch (CompletionException unsent) {
                found.forEach(each -> answers.undelivered(each.answer()));
                throw unsent;
            }
            send(part, found);
            sent.complete(null);
        } catch (IOException | RuntimeException | Error failure) {
            sent.completeExceptionally(failure);
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
