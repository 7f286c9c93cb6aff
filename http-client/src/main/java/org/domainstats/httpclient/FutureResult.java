package org.domainstats.httpclient;

import io.vertx.core.Future;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** FutureResult for the event loop on the caller's thread. */
final class FutureResult {

    private FutureResult() {}

    /**
     * The value of a future.
     *
     * @param late what to do with a value that comes when nobody waits any more
     */
    static <T> T until(Duration longest, Future<T> future, Consumer<T> late)
            throws ExchangeException {
        try {
            return future.toCompletionStage()
                    .toCompletableFuture()
                    .get(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw ClientFailures.translate(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            future.onSuccess(late::accept);
            throw new ExchangeTimeoutException(e);
        } catch (InterruptedException e) {
            future.onSuccess(late::accept);
            Thread.currentThread().interrupt();
            throw new ConnectionException("interrupted", e);
        }
    }
}
