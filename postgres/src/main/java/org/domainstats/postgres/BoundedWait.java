package org.domainstats.postgres;

import org.domainstats.store.StoreException;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** How callers wait for what other threads do with the database: never without a limit. */
public final class BoundedWait {

    private BoundedWait() {}

    /** Does work on another thread, which goes on with it when nobody waits any more. */
    static <T> T inTime(PostgresAddress address, Duration longest, Supplier<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                done.complete(work.get());
                            } catch (RuntimeException | Error e) {
                                // Whoever waits has it.
                                done.completeExceptionally(e);
                            }
                        });
        return await(address, done, longest);
    }

    /**
     * Waits, and takes part no longer: what comes later finds it done.
     *
     * @throws StoreException if it failed, or was not done in time
     */
    public static <T> T await(
            PostgresAddress address, CompletableFuture<T> done, Duration longest) {
        try {
            return done.get(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            done.completeExceptionally(new StoreException(address + ": no answer in time", e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            done.completeExceptionally(
                    new StoreException(address + ": interrupted while waiting", e));
        } catch (ExecutionException e) {
            throw fault(e);
        }
        try {
            // The answer may have come at the last moment.
            return done.get(0, TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw fault(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw fault(e);
        }
    }

    /** Made anew, so that the trace shows who waited; an outage has none. */
    private static StoreException fault(Exception failed) {
        @Nullable Throwable cause = failed.getCause();
        if (cause instanceof StoreException fault && fault.getStackTrace().length == 0) {
            return fault;
        }
        return new StoreException(
                String.valueOf((cause == null ? failed : cause).getMessage()), failed);
    }
}
