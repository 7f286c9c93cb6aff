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
 * Sees to it that no host is asked more often than it likes: one question at a time, its published
 * pace or one a second, its daily limit, its {@code Retry-After}, and peace when it is broken.
 */
final class HostRateLimiter {

    /** More registry hosts than there are TLDs. */
    private static final int MOST_HOSTS = 4_096;

    private final HostLimits limits;
    private final PersistentHostState records;
    private final Clock clock;
    private final Delay sleeper;
    private final RandomGenerator random;
    private final SequencedMap<String, RegistryHost> hosts = new LinkedHashMap<>(64, 0.75f, true);

    HostRateLimiter(
            HostLimits limits,
            PersistentHostState records,
            Clock clock,
            Delay sleeper,
            RandomGenerator random) {
        this.limits = limits;
        this.records = records;
        this.clock = clock;
        this.sleeper = sleeper;
        this.random = random;
    }

    /**
     * Asks for a turn at a host.
     *
     * @param patience how long we may wait for it here; a later turn comes back as {@link
     *     Permit.Held} at once
     */
    Permit take(HostPort to, Duration patience) {
        RegistryHost host = host(to);
        Limit limit = limits.of(to.host());
        try {
            Permit.Held held = host.held(patience);
            if (held == null) {
                held = spent(to, limit);
            }
            if (held != null) {
                return held;
            }
            return host.enter(patience) ? entered(host, to, limit, patience) : host.later();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Permit.Held("interrupted", clock.instant(), true);
        }
    }

    private Permit entered(RegistryHost host, HostPort to, Limit limit, Duration patience)
            throws InterruptedException {
        boolean granted = false;
        try {
            Permit.Held held = host.held(patience);
            if (held != null) {
                return held;
            }
            Duration wait = Duration.between(clock.instant(), host.next());
            if (wait.compareTo(patience) > 0) {
                return host.later();
            }
            if (wait.isPositive()) {
                sleeper.sleep(wait);
            }
            if (limit.perDay() > 0 && records.asked().add(to.host(), today(), 1) > limit.perDay()) {
                return dayIsSpent(limit);
            }
            host.start();
            granted = true;
            return new Permit.Granted(host, until -> rests(to, until));
        } finally {
            if (!granted) {
                host.leave();
            }
        }
    }

    private Permit.@org.jspecify.annotations.Nullable Held spent(HostPort to, Limit limit) {
        return limit.perDay() > 0 && records.asked().count(to.host(), today()) >= limit.perDay()
                ? dayIsSpent(limit)
                : null;
    }

    private Permit.Held dayIsSpent(Limit limit) {
        Instant tomorrow = today().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return new Permit.Held(
                "its limit of " + limit.perDay() + " a day is used up", tomorrow, false);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** How many hosts it remembers. */
    int hosts() {
        synchronized (hosts) {
            return hosts.size();
        }
    }

    private void rests(HostPort to, Instant until) {
        records.rests().put(to.toString(), new ExpiringEntries.Fact(RegistryHost.THROTTLED, until));
    }

    /** A host as an earlier process has left it. */
    private RegistryHost found(HostPort to) {
        ExpiringEntries.Fact rest = records.rests().find(to.toString());
        RegistryHost host = new RegistryHost(clock, random, limits.of(to.host()));
        if (rest != null) {
            host.rest(rest.until());
        }
        return host;
    }

    private RegistryHost host(HostPort to) {
        synchronized (hosts) {
            RegistryHost host = hosts.computeIfAbsent(to.toString(), key -> found(to));
            if (hosts.size() > MOST_HOSTS) {
                forgetOne(host);
            }
            return host;
        }
    }

    /** The longest unused of those that hold nothing worth remembering, or else of all. */
    private void forgetOne(RegistryHost butNot) {
        Iterator<RegistryHost> eldest = hosts.values().iterator();
        while (eldest.hasNext()) {
            RegistryHost host = eldest.next();
            if (host != butNot && host.idle()) {
                eldest.remove();
                return;
            }
        }
        hosts.pollFirstEntry();
    }
}
