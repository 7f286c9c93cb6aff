package org.domainstats.registry;

import java.time.Duration;
import java.util.Map;

/**
 * How often each host may be asked: what its registry has published, and one a second otherwise.
 */
final class HostLimits {

    /**
     * @param interval the least time between the starts of two questions
     * @param perDay the most questions of a UTC day, or 0 for no limit
     */
    record Limit(Duration interval, int perDay) {}

    static final Limit DEFAULT = new Limit(Duration.ofSeconds(1), 0);

    private final Map<String, Limit> byHost;

    HostLimits(Map<String, Limit> byHost) {
        this.byHost = Map.copyOf(byHost);
    }

    /** The limits that come with the program. */
    static HostLimits builtIn() {
        return new HostLimits(
                Resources.table(
                        "host-limits.txt",
                        cells ->
                                new Limit(
                                        Duration.ofMillis(60_000L / Integer.parseInt(cells[1])),
                                        Integer.parseInt(cells[2]))));
    }

    Limit of(String host) {
        return byHost.getOrDefault(host, DEFAULT);
    }
}
