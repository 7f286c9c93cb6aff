package org.domainstats.registry;

import org.domainstats.http.HostPort;
import org.domainstats.registry.HostLimits.Limit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;

/**
 * Limits the queries to each host: one at a time, at its published rate or one a second, within its
 * daily limit and {@code Retry-After}, and none for a while after repeated failures.
 */
final class HostRateLimiter {

    /** More registry hosts than there are TLDs. */
    private static final int MOST_HOSTS = 4_096;

    private final HostLimits limits;
    private final PersistentHostState records;
    private final Clock clock;
    private final Delay delay;
    private final RandomGenerator random;
    private final SequencedMap<String, RegistryHost> hosts = new LinkedHashMap<>(64, 0.75f, true);

    HostRateLimiter(
            HostLimits limits,
            PersistentHostState records,
            Clock clock,
            Delay delay,
            RandomGenerator random) {
        this.limits = limits;
        this.records = records;
        this.clock = clock;
        this.delay = delay;
        this.random = random;
    }

    /**
     * Requests a permit for one query to a host.
     *
     * @param timeout how long to wait for it here; a permit that is due later is {@link
     *     Permit.Deferred} at once
     */
    Permit acquire(HostPort to, Duration timeout) {
        RegistryHost host = host(to);
        Limit limit = limits.of(to.host());
        try {
            Permit.Deferred held = host.held(timeout);
            if (held == null) {
                held = exhausted(to, limit);
            }
            if (held != null) {
                return held;
            }
            return host.tryEnter(timeout)
                    ? acquireInside(host, to, limit, timeout)
                    : host.nextSlot();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Permit.Deferred("interrupted", clock.instant(), true);
        }
    }

    private Permit acquireInside(RegistryHost host, HostPort to, Limit limit, Duration timeout)
            throws InterruptedException {
        boolean granted = false;
        try {
            Permit.Deferred held = host.held(timeout);
            if (held != null) {
                return held;
            }
            Duration wait = Duration.between(clock.instant(), host.next());
            if (wait.compareTo(timeout) > 0) {
                return host.nextSlot();
            }
            if (wait.isPositive()) {
                delay.sleep(wait);
            }
            if (limit.perDay() > 0
                    && records.queries().add(to.host(), today(), 1) > limit.perDay()) {
                return dailyLimitReached(limit);
            }
            host.start();
            granted = true;
            return new Permit.Granted(host, until -> throttles(to, until));
        } finally {
            if (!granted) {
                host.leave();
            }
        }
    }

    private Permit.@org.jspecify.annotations.Nullable Deferred exhausted(HostPort to, Limit limit) {
        return limit.perDay() > 0 && records.queries().count(to.host(), today()) >= limit.perDay()
                ? dailyLimitReached(limit)
                : null;
    }

    private Permit.Deferred dailyLimitReached(Limit limit) {
        Instant tomorrow = today().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return new Permit.Deferred(
                "its limit of " + limit.perDay() + " a day is used up", tomorrow, false);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** How many hosts have state in memory. */
    int hosts() {
        synchronized (hosts) {
            return hosts.size();
        }
    }

    private void throttles(HostPort to, Instant until) {
        records.throttles()
                .put(to.toString(), new ExpiringEntries.Fact(RegistryHost.THROTTLED, until));
    }

    /** A host with the state that an earlier process stored. */
    private RegistryHost restored(HostPort to) {
        ExpiringEntries.Fact holdUntil = records.throttles().find(to.toString());
        RegistryHost host = new RegistryHost(clock, random, limits.of(to.host()));
        if (holdUntil != null) {
            host.holdUntil(holdUntil.until());
        }
        return host;
    }

    private RegistryHost host(HostPort to) {
        synchronized (hosts) {
            RegistryHost host = hosts.computeIfAbsent(to.toString(), key -> restored(to));
            if (hosts.size() > MOST_HOSTS) {
                evictOne(host);
            }
            return host;
        }
    }

    /** Evicts the longest unused host without state, or else the longest unused of all. */
    private void evictOne(RegistryHost except) {
        Iterator<RegistryHost> eldest = hosts.values().iterator();
        while (eldest.hasNext()) {
            RegistryHost host = eldest.next();
            if (host != except && host.isIdle()) {
                eldest.remove();
                return;
            }
        }
        hosts.pollFirstEntry();
    }
}
