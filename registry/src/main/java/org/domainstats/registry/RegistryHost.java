package org.domainstats.registry;

import org.domainstats.base.Durations;
import org.domainstats.registrationdata.ParsedReply.Health;
import org.domainstats.registry.HostLimits.Limit;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The state of one host, for one query at a time. After {@value #MOST_FAILURES} failures in a row
 * no query is sent for a while, then a single one (a circuit breaker, half-open by itself as there
 * is only ever one query). Throttling is no failure, but has a back-off of its own that doubles.
 */
final class RegistryHost {

    static final String THROTTLED = "its rate limit was reached";

    private static final int MOST_FAILURES = 5;
    private static final Duration BREAK = Duration.ofMinutes(10);
    private static final Duration THROTTLE = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    /** A host that sends a Retry-After of a year would only switch itself off. */
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofDays(1);

    /** How far ahead deferred queries are spread; the retry queue has its own order. */
    private static final Duration SPREAD = Duration.ofHours(1);

    /** As long as the DNS is left alone at first after it failed. */
    private static final Duration UNSORTED = Duration.ofSeconds(5);

    /** Each that waits holds one of the look-up's calls. */
    private static final int MOST_WAITING = 16;

    private final Clock clock;
    private final RandomGenerator random;
    private final Limit limit;
    private final PermitQueue queue;

    private Instant lastQuery = Instant.MIN;
    private Instant leaseOfOthers = Instant.MIN;
    private Instant heldUntil = Instant.MIN;
    private final Map<RequestPriority, Instant> lastSlots = new EnumMap<>(RequestPriority.class);
    private String heldReason = "";
    private LocalDate backgroundDay = LocalDate.MIN;
    private int backgroundCount;
    private int failures;
    private int throttles;

    RegistryHost(Clock clock, RandomGenerator random, Limit limit) {
        this.clock = clock;
        this.random = random;
        this.limit = limit;
        this.queue = new PermitQueue(mostWaiting(limit));
    }

    /** As many as get a permit within the timeout; a query after them is deferred at once. */
    private static int mostWaiting(Limit limit) {
        long most = HostRateLimiter.MAX_WAIT.dividedBy(limit.interval()) + 1;
        return (int) Math.min(most, MOST_WAITING);
    }

    PermitQueue queue() {
        return queue;
    }

    boolean isIdle() {
        return queue.isFree() && isWithoutState();
    }

    /** Whether a query could start at once. */
    boolean isFree() {
        return queue.isFree() && !next().isAfter(clock.instant());
    }

    /**
     * Counts a query of the background.
     *
     * @return false if the background has had its share of the day
     */
    synchronized boolean countBackground(LocalDate day) {
        if (!day.equals(backgroundDay)) {
            backgroundDay = day;
            backgroundCount = 0;
        }
        if (limit.perDay() > 0 && backgroundCount >= Math.max(1, limit.perDay() / 4)) {
            return false;
        }
        backgroundCount++;
        return true;
    }

    private synchronized boolean isWithoutState() {
        return failures == 0 && throttles == 0 && !heldUntil.isAfter(clock.instant());
    }

    /** The earliest start of the next query. */
    synchronized Instant next() {
        Instant now = clock.instant();
        Instant paced = lastQuery.equals(Instant.MIN) ? now : lastQuery.plus(limit.interval());
        return latest(latest(now, leaseOfOthers), latest(paced, heldUntil));
    }

    /** Another process has the lease, or a pause goes on that it caused. */
    synchronized void othersUntil(Instant until) {
        leaseOfOthers = until;
    }

    /** Why and until when no query may be sent, if that is later than the timeout. */
    synchronized Permit.@Nullable Deferred held(Duration timeout) {
        return heldUntil.isAfter(clock.instant().plus(timeout))
                ? new Permit.Deferred(heldReason, heldUntil, false)
                : null;
    }

    /**
     * A later time for a query. Each of a priority gets another one, so that not all come back at
     * once; those of a lower priority take none away, as there may be thousands. What nobody can
     * sort yet, the names of a batch and those that the DNS did not answer about, comes back soon
     * without a time of its own: the retry queue asks the DNS about it, and real names go first
     * then.
     */
    synchronized Permit.Deferred nextSlot(RequestPriority priority) {
        Instant earliest = next();
        if (priority == RequestPriority.BULK || priority == RequestPriority.UNANSWERED) {
            return deferred(earliest.plus(UNSORTED));
        }
        Instant last = lastSlots.getOrDefault(priority, earliest);
        Instant slot = latest(earliest, last).plus(limit.interval());
        lastSlots.put(priority, slot.isAfter(earliest.plus(SPREAD)) ? earliest : slot);
        return deferred(slot);
    }

    private static Permit.Deferred deferred(Instant notBefore) {
        return new Permit.Deferred("other names wait for the same registry", notBefore, true);
    }

    synchronized void start() {
        lastQuery = clock.instant();
    }

    @Nullable Instant end(Health health, @Nullable Instant retryAfter) {
        Instant until = recordHealth(health, retryAfter);
        queue.leave();
        return until;
    }

    private synchronized @Nullable Instant recordHealth(
            Health health, @Nullable Instant retryAfter) {
        Instant now = clock.instant();
        // Counted from the end, as the way to the host is not always equally long.
        lastQuery = now;
        return switch (health) {
            case OK, REFUSING -> {
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
            case FAILING -> {
                failures++;
                yield failures < MOST_FAILURES
                        ? null
                        : hold(
                                "it failed " + failures + " times in a row",
                                now.plus(backoff(BREAK, failures - MOST_FAILURES)));
            }
        };
    }

    /** Restores the back-off that an earlier process stored. */
    synchronized void holdUntil(Instant until) {
        hold(THROTTLED, earliest(until, clock.instant().plus(LONGEST_RETRY_AFTER)));
    }

    private Instant hold(String reason, Instant until) {
        heldReason = reason;
        heldUntil = latest(heldUntil, until);
        return heldUntil;
    }

    /** Doubling, up to an hour, and up to half as long again so that not all come back together. */
    private Duration backoff(Duration first, int doublings) {
        Duration wait = Durations.doubled(first, doublings, LONGEST_WAIT);
        return wait.plusMillis((long) (wait.toMillis() * random.nextDouble() / 2));
    }

    private static Instant latest(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earliest(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
