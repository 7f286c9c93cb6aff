package org.domainstats.registry;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How often each host may be queried: what its registry has published, and one a second otherwise.
 */
final class HostLimits {

    /**
     * @param interval the least time between the end of a query and the next
     * @param perDay the most queries of a UTC day, or 0 for no limit
     */
    record Limit(Duration interval, int perDay) {}

    static final Limit DEFAULT = new Limit(Duration.ofSeconds(1), 0);

    private final Map<String, Limit> byHost;

    HostLimits(Map<String, Limit> byHost) {
        this.byHost = Map.copyOf(byHost);
    }

    /** The limits that come with the program. */
    static HostLimits builtIn() {
        Map<String, Limit> limits = new HashMap<>();
        for (List<String> cells : TableResource.table("host-limits.txt").values()) {
            Duration interval = Duration.ofMillis(60_000L / Integer.parseInt(cells.get(1)));
            limits.put(cells.getFirst(), new Limit(interval, Integer.parseInt(cells.get(2))));
        }
        return new HostLimits(limits);
    }

    Limit of(String host) {
        return byHost.getOrDefault(host, DEFAULT);
    }
}
