package org.domainstats.registry;

import org.domainstats.registrationdata.ParsedReply.Health;
import org.domainstats.registry.HostLimits.Limit;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * One host, asked by one at a time. After {@value #MOST_FAILURES} failures in a row it is left
 * alone for a while, then tried with a single question (a breaker, half-open by itself as there is
 * only ever one). Throttling is no failure, but has a wait of its own that doubles.
 */
final class RegistryHost {

    static final String THROTTLED = "it asked us to slow down";

    private static final int MOST_FAILURES = 5;
    private static final Duration BREAK = Duration.ofMinutes(10);
    private static final Duration THROTTLE = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    /** A host that asks to be left alone for a year would only switch itself off. */
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofDays(1);

    /** How far ahead those who must come back are spread; the retry queue has its own order. */
    private static final Duration SPREAD = Duration.ofHours(1);

    private final Clock clock;
    private final RandomGenerator random;
    private final Limit limit;
    private final Semaphore one = new Semaphore(1, true);

    private Instant lastAsked = Instant.MIN;
    private Instant heldUntil = Instant.MIN;
    private Instant promised = Instant.MIN;
    private String why = "";
    private int failures;
    private int throttles;

    RegistryHost(Clock clock, RandomGenerator random, Limit limit) {
        this.clock = clock;
        this.random = random;
        this.limit = limit;
    }

    /** Waits for those before us, but not for more of them than fit into our patience. */
    boolean enter(Duration patience) throws InterruptedException {
        long before = one.getQueueLength();
        return limit.interval().multipliedBy(before).compareTo(patience) <= 0
                && one.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    void leave() {
        one.release();
    }

    boolean idle() {
        return one.availablePermits() > 0 && quiet();
    }

    private synchronized boolean quiet() {
        return failures == 0 && throttles == 0 && !heldUntil.isAfter(clock.instant());
    }

    /** When the next question may start. */
    synchronized Instant next() {
        Instant now = clock.instant();
        Instant paced = lastAsked.equals(Instant.MIN) ? now : lastAsked.plus(limit.interval());
        return latest(now, latest(paced, heldUntil));
    }

    /** Why and until when it is left alone, if that is longer than its pace asks for. */
    synchronized Permit.@Nullable Held held(Duration patience) {
        return heldUntil.isAfter(clock.instant().plus(patience))
                ? new Permit.Held(why, heldUntil, false)
                : null;
    }

    /**
     * A later turn. Each who asks gets another one, so that those who come back do not all come at
     * once.
     */
    synchronized Permit.Held later() {
        Instant earliest = next();
        Instant turn = latest(earliest, promised).plus(limit.interval());
        promised = turn.isAfter(earliest.plus(SPREAD)) ? earliest : turn;
        return new Permit.Held("other names wait for the same registry", turn, true);
    }

    synchronized void start() {
        lastAsked = clock.instant();
    }

    @Nullable Instant end(Health mood, @Nullable Instant retryAfter) {
        Instant until = note(mood, retryAfter);
        leave();
        return until;
    }

    private synchronized @Nullable Instant note(Health mood, @Nullable Instant retryAfter) {
        Instant now = clock.instant();
        // Counted from the end, as the way to the host is not always equally long.
        lastAsked = now;
        return switch (mood) {
            case WELL, CHOOSY -> {
                failures = 0;
                throttles = 0;
                yield null;
            }
            case THROTTLING -> {
                throttles++;
                yield hold(
                        THROTTLED,
                        retryAfter == null
                                ? now.plus(backoff(THROTTLE, throttles - 1))
                                : latest(now, earliest(retryAfter, now.plus(LONGEST_RETRY_AFTER))));
            }
            case ILL -> {
                failures++;
                yield failures < MOST_FAILURES
                        ? null
                        : hold(
                                "it failed " + failures + " times in a row",
                                now.plus(backoff(BREAK, failures - MOST_FAILURES)));
            }
        };
    }

    /** Leaves it alone, as it asked an earlier process to. */
    synchronized void rest(Instant until) {
        hold(THROTTLED, earliest(until, clock.instant().plus(LONGEST_RETRY_AFTER)));
    }

    private Instant hold(String reason, Instant until) {
        why = reason;
        heldUntil = latest(heldUntil, until);
        return heldUntil;
    }

    /** Doubling, up to an hour, and up to half as long again so that not all come back together. */
    private Duration backoff(Duration first, int doublings) {
        Duration wait = first.multipliedBy(1L << Math.min(doublings, 20));
        Duration bounded = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        return bounded.plusMillis((long) (bounded.toMillis() * random.nextDouble() / 2));
    }

    private static Instant latest(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earliest(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
