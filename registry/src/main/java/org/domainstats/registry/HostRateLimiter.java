package org.domainstats.registry;

import org.domainstats.base.Deadline;
import org.domainstats.httpclient.HostPort;
import org.domainstats.registrations.DnsExistence;
import org.domainstats.registrations.RegistrationRequest;
import org.domainstats.registry.HostLimits.Limit;
import org.domainstats.registry.PermitQueue.Ticket;
import org.jspecify.annotations.Nullable;

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

    /** How long one query may wait for a permit before it is deferred. */
    static final Duration MAX_WAIT = Duration.ofSeconds(2);

    /** A query with its deadline, and some more; a process that dies holds up others no longer. */
    private static final Duration LONGEST_LEASE = Duration.ofSeconds(20);

    private final HostLimits limits;
    private final PersistentHostState records;
    private final DomainExistence existence;
    private final Clock clock;
    private final Delay delay;
    private final RandomGenerator random;
    private final HostReports reports;
    private final SequencedMap<String, RegistryHost> hosts = new LinkedHashMap<>(64, 0.75f, true);

    HostRateLimiter(
            HostLimits limits,
            PersistentHostState records,
            DomainExistence existence,
            ClockAndRandom clockAndRandom) {
        this.limits = limits;
        this.records = records;
        this.existence = existence;
        this.clock = clockAndRandom.clock();
        this.delay = clockAndRandom.delay();
        this.random = clockAndRandom.random();
        this.reports = new HostReports(clock);
    }

    /**
     * Requests a permit for one query to a host.
     *
     * @param timeout how long to wait for it here; a permit that is due later is {@link
     *     Permit.Deferred} at once
     */
    Permit acquire(HostPort to, RegistrationRequest request, Duration timeout) {
        RegistryHost host = host(to);
        Limit limit = limits.of(to.host());
        Deadline deadline = Deadline.in(timeout);
        try {
            Permit.Deferred held = host.held(timeout);
            if (held == null) {
                held = exhausted(to, limit);
            }
            if (held != null) {
                return held;
            }
            Ticket ticket = host.queue().ticket(priority(host, request), RequestFlow.of(request));
            return host.queue().enter(ticket, deadline.remaining())
                    ? acquireInside(host, to, ticket, timeout)
                    : host.nextSlot(ticket.priority());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Permit.Deferred("interrupted", clock.instant(), true);
        }
    }

    /** The DNS is asked only where a query has to wait: a free host costs less than that. */
    private RequestPriority priority(RegistryHost host, RegistrationRequest request) {
        return RequestPriority.of(
                request.urgency(),
                host.isFree() ? DnsExistence.MAY_EXIST : existence.of(request.domain()));
    }

    private Permit acquireInside(RegistryHost host, HostPort to, Ticket ticket, Duration timeout)
            throws InterruptedException {
        boolean hasPermit = true;
        boolean granted = false;
        Instant latest = clock.instant().plus(timeout);
        try {
            while (hasPermit) {
                Permit.Deferred held = host.held(timeout);
                if (held != null) {
                    return held;
                }
                // In this order: a free host's next instant is the one at which it was asked for.
                Instant next = host.next();
                Duration wait = Duration.between(clock.instant(), next);
                if (wait.compareTo(timeout) > 0) {
                    return host.nextSlot(ticket.priority());
                }
                if (!wait.isPositive()) {
                    @Nullable Permit permit = begin(host, to, ticket);
                    granted = permit instanceof Permit.Granted;
                    if (permit != null) {
                        return permit;
                    }
                    if (clock.instant().isAfter(latest)) {
                        return host.nextSlot(ticket.priority());
                    }
                    continue;
                }
                delay.sleep(wait);
                // One that goes before may have come meanwhile.
                hasPermit = false;
                hasPermit = host.queue().yieldPermit(ticket, timeout);
            }
            return host.nextSlot(ticket.priority());
        } finally {
            if (hasPermit && !granted) {
                host.queue().leave();
            }
        }
    }

    /** Null if another process has the lease. */
    private @Nullable Permit begin(RegistryHost host, HostPort to, Ticket ticket) {
        return switch (records.leases().begin(to.toString(), LONGEST_LEASE)) {
            case HostLeases.Begun lease -> {
                Permit.@Nullable Deferred exceeded = count(host, to, ticket);
                if (exceeded != null) {
                    lease.end().accept(Duration.ZERO);
                }
                yield exceeded == null ? grant(host, to, ticket, lease) : exceeded;
            }
            case HostLeases.Later later -> {
                host.othersUntil(clock.instant().plus(later.left()));
                yield null;
            }
        };
    }

    private Permit grant(RegistryHost host, HostPort to, Ticket ticket, HostLeases.Begun lease) {
        host.queue().served(ticket);
        host.start();
        return new Permit.Granted(
                host,
                until -> throttles(to, until),
                until -> lease.end().accept(pause(to, until)),
                (health, because) -> reports.ended(to.host(), health, because));
    }

    private Duration pause(HostPort to, @Nullable Instant until) {
        Duration interval = limits.of(to.host()).interval();
        Duration held = until == null ? interval : Duration.between(clock.instant(), until);
        return held.compareTo(interval) < 0 ? interval : held;
    }

    /** Counts a query against the limits of the day; which one it exceeds, or null. */
    private Permit.@Nullable Deferred count(RegistryHost host, HostPort to, Ticket ticket) {
        Limit limit = limits.of(to.host());
        if (ticket.priority().isBackground() && !host.countBackground(today())) {
            return new Permit.Deferred(
                    "its share for retries of a day is used up", tomorrow(), false);
        }
        return limit.perDay() > 0 && records.queries().add(to.host(), today(), 1) > limit.perDay()
                ? dailyLimitReached(limit)
                : null;
    }

    private Permit.@Nullable Deferred exhausted(HostPort to, Limit limit) {
        return limit.perDay() > 0 && records.queries().count(to.host(), today()) >= limit.perDay()
                ? dailyLimitReached(limit)
                : null;
    }

    private Permit.Deferred dailyLimitReached(Limit limit) {
        return new Permit.Deferred(
                "its limit of " + limit.perDay() + " a day is used up", tomorrow(), false);
    }

    private Instant tomorrow() {
        return today().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** How hosts did, for people. */
    HostReports reports() {
        return reports;
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
