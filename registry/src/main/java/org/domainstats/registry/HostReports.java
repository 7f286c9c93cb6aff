package org.domainstats.registry;

import org.domainstats.base.LruMap;
import org.domainstats.registrationdata.ParsedReply.Health;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * How each host did since the start, and which TLDs had none to ask, for people. Bounded: those
 * that were not asked for longest are left out. Safe for use by several threads.
 */
final class HostReports {

    /** A few hundred bytes each. */
    private static final int MOST = 512;

    /** Of an error, in characters. */
    private static final int LONGEST = 200;

    private final Clock clock;
    private final Map<String, HostReport> hosts = new LruMap<>(MOST);
    private final Map<String, MissingSource> missing = new LruMap<>(MOST);

    HostReports(Clock clock) {
        this.clock = clock;
    }

    /**
     * A query came to its end.
     *
     * @param because what the host said, or why nothing of it can be used
     */
    synchronized void ended(String host, Health health, String because) {
        HostReport before = hosts.getOrDefault(host, new HostReport(host, 0, 0, "", null));
        boolean good = health == Health.OK;
        hosts.put(
                host,
                new HostReport(
                        host,
                        before.queries() + 1,
                        before.failures() + (good ? 0 : 1),
                        good ? before.lastError() : cut(because),
                        good ? before.lastErrorAt() : clock.instant()));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "\u2026";
    }

    /** A domain was asked about whose TLD has no host. */
    synchronized void missing(String tld) {
        @Nullable MissingSource before = missing.get(tld);
        long times = before == null ? 0 : before.times();
        missing.put(tld, new MissingSource(tld, times + 1, clock.instant()));
    }

    synchronized List<HostReport> hosts() {
        return List.copyOf(hosts.values());
    }

    synchronized List<MissingSource> missing() {
        return List.copyOf(missing.values());
    }
}
