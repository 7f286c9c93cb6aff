package org.domainstats.storesqlite;

import org.domainstats.store.StoreException;
import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;

/**
 * The one writer of a file. Whatever waits when it comes round goes into one transaction, so that
 * many callers share one sync of the disk; each is let go when its own change is durable. A group
 * that fails fails its own callers only.
 */
final class WriteQueue implements AutoCloseable {

    /** Callers past this wait for room; each waits for its answer anyway. */
    private static final int LONGEST = 16_384;

    /** A group stays short enough that nobody in it waits long for the others. */
    private static final int LARGEST_GROUP = 4_096;

    /**
     * For disks whose syncs are slow: with 4 ms added to each, 64 callers got 40 in a hundred more
     * done; with 1 ms, 7; with none, 4 less.
     */
    private static final long LONGEST_GATHERING_NANOS = 1_000_000;

    /**
     * Of the time that the last group took. All that time some callers prepare their next question
     * beside it; to wait long for the others as well would leave the processors idle.
     */
    private static final int GATHERING_SHARE = 6;

    private static final long GATHERING_STEP_NANOS = 50_000;

    private final SqliteFile file;
    private final BlockingQueue<Write<?>> waiting = new ArrayBlockingQueue<>(LONGEST);
    private final Write<Boolean> last = new Write<>(_ -> true);
    private final Thread thread;
    private volatile boolean closed;

    /** How many callers the last group had, and how long it took. The writer's own. */
    private int usual;

    private long lastNanos;

    /** What a caller wants done on the writer's connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(PreparedStatements statements) throws SQLException;
    }

    WriteQueue(SqliteFile file) {
        this.file = file;
        this.thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("writer of " + file.path().getFileName())
                        .start(this::run);
    }

    /** Has work done and waits until it is durable. */
    <T> T write(Work<T> work) {
        Write<T> write = new Write<>(work);
        put(write);
        if (closed && !thread.isAlive()) {
            refuseAll();
        }
        try {
            return write.done.join();
        } catch (CompletionException e) {
            // Thrown anew, so that the trace shows who waited.
            throw new StoreException(message(e.getCause()), e);
        }
    }

    /** Has work done that need not be waited for; at once a failure if there is no room for it. */
    <T> CompletableFuture<T> writeSoon(Work<T> work) {
        Write<T> write = new Write<>(work);
        if (!waiting.offer(write)) {
            write.done.completeExceptionally(
                    new StoreException("too many wait to write to " + file.path()));
        }
        return write.done;
    }

    /** How many callers wait for the next group. */
    int length() {
        return waiting.size();
    }

    private static String message(@Nullable Throwable fault) {
        return fault == null ? "unknown fault" : String.valueOf(fault.getMessage());
    }

    private void put(Write<?> write) {
        try {
            waiting.put(write);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(
                    "interrupted before anything was written to " + file.path(), e);
        }
    }

    private void run() {
        List<Write<?>> group = new ArrayList<>(LARGEST_GROUP);
        @Nullable PreparedStatements statements = null;
        while (!group.contains(last)) {
            group.clear();
            try {
                group.add(waiting.take());
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts a writer", e);
            }
            gather(group);
            usual = group.size();
            long begun = System.nanoTime();
            statements = write(group, statements);
            lastNanos = System.nanoTime() - begun;
        }
        close(statements);
    }

    /**
     * Waits a moment for as many callers as came last time: they have just been answered and will
     * soon be back, and each group costs a sync of the disk however many share it.
     */
    private void gather(List<Write<?>> group) {
        waiting.drainTo(group, LARGEST_GROUP - group.size());
        long end =
                System.nanoTime() + Math.min(LONGEST_GATHERING_NANOS, lastNanos / GATHERING_SHARE);
        while (group.size() < usual && !closed && System.nanoTime() < end) {
            LockSupport.parkNanos(GATHERING_STEP_NANOS);
            waiting.drainTo(group, LARGEST_GROUP - group.size());
        }
    }

    /**
     * Writes a group; returns the connection for the next one, or null if that is to be opened
     * anew.
     */
    private @Nullable PreparedStatements write(
            List<Write<?>> group, @Nullable PreparedStatements open) {
        @Nullable PreparedStatements statements = open;
        try {
            if (statements == null) {
                statements = new PreparedStatements(file.open());
            }
            statements.begin();
            for (Write<?> write : group) {
                write.apply(statements);
            }
            statements.commit();
            group.forEach(Write::succeed);
            return statements;
        } catch (SQLException e) {
            fail(group, file.fault(e));
        } catch (RuntimeException | Error e) {
            // Whatever it was, callers wait, and more will come: the writer must outlive it.
            fail(group, new StoreException(file.path() + ": nothing was written: " + e, e));
        }
        // A connection that failed in the middle is not trusted to have rolled back by itself.
        close(statements);
        return null;
    }

    private static void fail(List<Write<?>> group, StoreException fault) {
        group.forEach(write -> write.done.completeExceptionally(fault));
    }

    private static void close(@Nullable PreparedStatements statements) {
        if (statements != null) {
            statements.close();
        }
    }

    private void refuseAll() {
        StoreException fault = new StoreException(file.path() + " is closed");
        for (Write<?> write = waiting.poll(); write != null; write = waiting.poll()) {
            write.done.completeExceptionally(fault);
        }
    }

    /** Writes what waits, then ends. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        put(last);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        refuseAll();
    }

    private static final class Write<T> {

        private final Work<T> work;
        private final CompletableFuture<T> done = new CompletableFuture<>();
        private @Nullable T result;

        Write(Work<T> work) {
            this.work = work;
        }

        void apply(PreparedStatements statements) throws SQLException {
            result = work.on(statements);
        }

        void succeed() {
            done.complete(result);
        }
    }
}
