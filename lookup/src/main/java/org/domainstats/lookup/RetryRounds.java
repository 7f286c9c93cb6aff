package org.domainstats.lookup;

import org.domainstats.lookup.RegistrationRequest.Urgency;
import org.domainstats.store.RetryQueue;
import org.domainstats.store.RetryQueue.Retry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;

/**
 * Starts calls for registrations that wait. Where more are due than there are permits for, the DNS
 * is asked first which of them exist: a real name of a batch is found so amid 20,000 made-up ones
 * within seconds, and those are put off together.
 */
final class RetryRounds {

    /** So many are looked at in a round; a few read pages, and a second of the DNS. */
    private static final int MOST_DUE = 1_024;

    /** DNS queries at a time. */
    private static final int TOGETHER = 128;

    /** Of names that do not exist so many are asked about in a round, as the registry may idle. */
    private static final int NONEXISTENT = 4;

    private static final Duration PUT_OFF = Duration.ofHours(1);

    /** When a call that did not come back, because of a crash perhaps, is tried again. */
    static final int LOST_CALL_SECONDS = 60;

    private final RegistrationRefresher refresher;
    private final RetryQueue retries;
    private final RegistrationSource source;
    private final InstantSource clock;
    private final RandomGenerator random;

    RetryRounds(
            RegistrationRefresher refresher,
            RetryQueue retries,
            RegistrationSource source,
            InstantSource clock,
            RandomGenerator random) {
        this.refresher = refresher;
        this.retries = retries;
        this.source = source;
        this.clock = clock;
        this.random = random;
    }

    /** Starts calls for what is due, as many as there are permits for. */
    void run() {
        int free = refresher.freeForBackground();
        // A source that is off would say that there is no source. They wait until there is one.
        if (free == 0 || source.equals(RegistrationSource.OFF)) {
            return;
        }
        Instant now = clock.instant();
        List<Retry> due = retries.due(now, MOST_DUE);
        List<Retry> chosen = due.size() <= free ? due : choose(due, free, now);
        if (chosen.isEmpty()) {
            return;
        }
        // Moved on first, so that the next round passes them over, and a crash does not lose them.
        Instant later = now.plusSeconds(LOST_CALL_SECONDS);
        retries.putAll(chosen.stream().map(retry -> retry.at(later)).toList());
        for (Retry retry : chosen) {
            refresher.retry(
                    new RegistrationRequest(retry.domain(), urgency(retry), QueryClient.LOCAL));
        }
    }

    /** The first that may exist, and a few that do not; the others of these are put off. */
    private List<Retry> choose(List<Retry> due, int free, Instant now) {
        List<Retry> existing = new ArrayList<>();
        List<Retry> nonexistent = new ArrayList<>();
        for (int from = 0; from < due.size() && existing.size() < free; from += TOGETHER) {
            List<Retry> part = due.subList(from, Math.min(due.size(), from + TOGETHER));
            List<Boolean> unknown = areNonexistent(part);
            for (int i = 0; i < part.size(); i++) {
                (unknown.get(i) ? nonexistent : existing).add(part.get(i));
            }
        }
        int few = Math.min(NONEXISTENT, nonexistent.size());
        retries.putAll(
                nonexistent.subList(few, nonexistent.size()).stream()
                        .map(retry -> retry.at(now.plus(upTo(PUT_OFF))))
                        .toList());
        List<Retry> chosen = new ArrayList<>(nonexistent.subList(0, few));
        chosen.addAll(0, existing);
        return chosen.subList(0, Math.min(chosen.size(), free));
    }

    private List<Boolean> areNonexistent(List<Retry> part) {
        List<Callable<Boolean>> queries =
                part.stream()
                        .<Callable<Boolean>>map(retry -> () -> source.isNonexistent(retry.domain()))
                        .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Boolean> nonexistent = new ArrayList<>(part.size());
            for (Future<Boolean> reply : threads.invokeAll(queries)) {
                nonexistent.add(reply.get());
            }
            return nonexistent;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return part.stream().map(_ -> false).toList();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the DNS could not be asked", e);
        }
    }

    /** At random from half of a time on, so that they do not come back together. */
    private Duration upTo(Duration time) {
        return Duration.ofMillis((long) (time.toMillis() * (0.5 + random.nextDouble() / 2)));
    }

    private static Urgency urgency(Retry retry) {
        return switch (retry.priority()) {
            case ASKED -> Urgency.RETRY;
            case RECHECK -> Urgency.RECHECK;
        };
    }
}
