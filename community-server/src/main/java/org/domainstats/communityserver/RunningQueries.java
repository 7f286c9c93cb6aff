package org.domainstats.communityserver;

import org.domainstats.base.LimitedLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Queries that are being answered on virtual threads: so many at a time, and each request once. */
final class RunningQueries {

    /** Each holds a virtual thread and waits for the disk or a registry. */
    private static final int MAX_CONCURRENT = 4_096;

    private final LimitedLog log = new LimitedLog(LoggerFactory.getLogger(RunningQueries.class));
    private final Semaphore permits = new Semaphore(MAX_CONCURRENT);
    private final ConcurrentHashMap<String, CompletableFuture<RequestOutcome>> byKey =
            new ConcurrentHashMap<>();
    private final TrafficCounters traffic;

    RunningQueries(TrafficCounters traffic) {
        this.traffic = traffic;
    }

    /**
     * Starts to answer a request, or joins the same request that is being answered.
     *
     * @param key of the request, or null if it is like no other
     * @param busy the outcome if too many are running, or if the answer fails
     */
    CompletableFuture<RequestOutcome> answer(
            @Nullable String key, Supplier<RequestOutcome> answer, RequestOutcome busy) {
        CompletableFuture<RequestOutcome> outcome = new CompletableFuture<>();
        if (key != null) {
            CompletableFuture<RequestOutcome> earlier = byKey.putIfAbsent(key, outcome);
            if (earlier != null) {
                traffic.repeated.increment();
                return earlier;
            }
        }
        Runnable complete =
                () -> {
                    try {
                        outcome.complete(answer.get());
                    } finally {
                        // Has an effect only if the answer failed.
                        end(key, outcome, busy);
                    }
                };
        if (!start(complete)) {
            end(key, outcome, busy);
        }
        return outcome;
    }

    private void end(
            @Nullable String key, CompletableFuture<RequestOutcome> outcome, RequestOutcome busy) {
        outcome.complete(busy);
        if (key != null) {
            byKey.remove(key, outcome);
        }
    }

    /** Runs a task on a virtual thread; false if too many are running already. */
    boolean start(Runnable task) {
        if (!permits.tryAcquire()) {
            traffic.busy.increment();
            return false;
        }
        Thread.ofVirtual()
                .name("community-query")
                .start(
                        () -> {
                            try {
                                task.run();
                            } catch (RuntimeException fault) {
                                log.error("query", fault, "a query failed");
                            } finally {
                                permits.release();
                            }
                        });
        return true;
    }
}
