package org.domainstats.sqlite;

import org.domainstats.store.StoreException;
import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A caller's change to a file, on its way through the {@link WriteQueue}. */
public final class Write<T> {

    private final WriteQueue.Work<T> work;
    private final CompletableFuture<T> done = new CompletableFuture<>();
    private @Nullable T result;

    public Write(WriteQueue.Work<T> work) {
        this.work = work;
    }

    public void apply(PreparedStatements statements) throws SQLException {
        result = work.on(statements);
    }

    public void succeed() {
        done.complete(result);
    }

    public void fail(StoreException fault) {
        done.completeExceptionally(fault);
    }

    public CompletableFuture<T> done() {
        return done;
    }

    /** Waits until it is durable. */
    public T await() {
        try {
            return done.join();
        } catch (CompletionException e) {
            // Thrown anew, so that the trace shows who waited.
            @Nullable Throwable fault = e.getCause();
            throw new StoreException(
                    fault == null ? "unknown fault" : String.valueOf(fault.getMessage()), e);
        }
    }
}
