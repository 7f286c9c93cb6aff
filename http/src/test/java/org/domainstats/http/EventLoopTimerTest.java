package org.domainstats.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

class EventLoopTimerTest {

    /** The event loop would keep it in a future that nobody reads. */
    @Test
    void whatATaskThrowsIsTold() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            CompletableFuture<Throwable> failure = new CompletableFuture<>();
            vertx.exceptionHandler(failure::complete);
            new EventLoopTimer(vertx.getOrCreateContext())
                    .runAfter(
                            Duration.ofNanos(1),
                            () -> {
                                throw new IllegalStateException("a fault");
                            });
            assertThat(failure.get(60, TimeUnit.SECONDS)).hasMessage("a fault");
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
