package org.domainstats.communityserver;

import org.domainstats.base.LimitedLog;
import org.domainstats.protocol.CommunityRequest.Query;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Queries that are being answered on virtual threads: so many at a time, and each request once. */
final class RunningQueries {

    private final LimitedLog log = new LimitedLog(LoggerFactory.getLogger(RunningQueries.class));
    private final QueryPermits permits = new QueryPermits();
    private final ConcurrentHashMap<Repeatable, CompletableFuture<RequestOutcome>> byKey =
            new ConcurrentHashMap<>();
    private final TrafficCounters traffic;

    RunningQueries(TrafficCounters traffic) {
        this.traffic = traffic;
    }

    /**
     * A query that its client may send again while it is being answered. Its id alone does not make
     * it the same: a reply is about the name that was asked about, and as long as it may be.
     */
    record Repeatable(String member, Query query, int longestReply) {}

    /**
     * Starts to answer a request, or joins the same request that is being answered.
     *
     * @param key the same for a request that is repeated, or null if it is like no other
     * @param origin whose permit it needs
     * @param busy the outcome if too many are running, or if the answer fails
     */
    CompletableFuture<RequestOutcome> answer(
            @Nullable Repeatable key,
            RequestOrigin origin,
            Supplier<RequestOutcome> answer,
            RequestOutcome busy) {
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
        if (!start(origin, complete)) {
            end(key, outcome, busy);
        }
        return outcome;
    }

    private void end(
            @Nullable Repeatable key,
            CompletableFuture<RequestOutcome> outcome,
            RequestOutcome busy) {
        outcome.complete(busy);
        if (key != null) {
            byKey.remove(key, outcome);
        }
    }

    /** Runs a task on a virtual thread; false if too many are running already. */
    boolean start(RequestOrigin origin, Runnable task) {
        if (!permits.tryAcquire(origin)) {
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
                                permits.release(origin);
                            }
                        });
        return true;
    }
}
