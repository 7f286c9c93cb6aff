package org.domainstats.registrations;

import org.domainstats.registrations.RegistrationRequest.Urgency;
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
import java.util.stream.Stream;

/**
 * Starts calls for registrations that wait. Where more are due than there are permits for, the DNS
 * is asked first which of them exist: a real name of a batch is found so amid 20,000 made-up ones
 * within seconds, and those are put off together.
 */
public final class RetryRounds {

    /** So many are looked at in a round; a few read pages, and a second of the DNS. */
    private static final int MOST_DUE = 1_024;

    /** DNS queries that are started together. */
    private static final int TOGETHER = 128;

    /** Of names that do not exist so many are asked about in a round, as the registry may idle. */
    private static final int NONEXISTENT = 4;

    private static final Duration PUT_OFF = Duration.ofHours(1);

    /** When a call that did not come back, because of a crash perhaps, is tried again. */
    public static final int LOST_CALL_SECONDS = 60;

    private final RegistrationRefresher refresher;
    private final RetryQueue retries;
    private final RegistrationSource source;
    private final InstantSource clock;
    private final RandomGenerator random;

    public RetryRounds(
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
    public void run() {
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
        // Of several servers with one queue, each gets others.
        for (Retry retry : retries.take(chosen, later)) {
            refresher.retry(
                    new RegistrationRequest(retry.domain(), urgency(retry), QueryClient.LOCAL));
        }
    }

    /**
     * The first that may exist, then those about which the DNS does not answer, and a few that do
     * not exist; the others of these are put off.
     */
    private List<Retry> choose(List<Retry> due, int free, Instant now) {
        List<Retry> existing = new ArrayList<>();
        List<Retry> unanswered = new ArrayList<>();
        List<Retry> nonexistent = new ArrayList<>();
        for (int from = 0; from < due.size() && existing.size() < free; from += TOGETHER) {
            List<Retry> part = due.subList(from, Math.min(due.size(), from + TOGETHER));
            List<DnsExistence> replies = existence(part);
            for (int i = 0; i < part.size(); i++) {
                switch (replies.get(i)) {
                    case MAY_EXIST -> existing.add(part.get(i));
                    case UNANSWERED -> unanswered.add(part.get(i));
                    case NONEXISTENT -> nonexistent.add(part.get(i));
                }
            }
        }
        int few = Math.min(NONEXISTENT, nonexistent.size());
        retries.putAll(
                nonexistent.subList(few, nonexistent.size()).stream()
                        .map(retry -> retry.at(now.plus(upTo(PUT_OFF))))
                        .toList());
        return Stream.of(existing, unanswered, nonexistent.subList(0, few))
                .flatMap(List::stream)
                .limit(free)
                .toList();
    }

    private List<DnsExistence> existence(List<Retry> part) {
        List<Callable<DnsExistence>> queries =
                part.stream()
                        .<Callable<DnsExistence>>map(
                                retry -> () -> source.existence(retry.domain()))
                        .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<DnsExistence> replies = new ArrayList<>(part.size());
            for (Future<DnsExistence> reply : threads.invokeAll(queries)) {
                replies.add(reply.get());
            }
            return replies;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return part.stream().map(_ -> DnsExistence.UNANSWERED).toList();
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
