package org.domainstats.registry;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Port to the leases of hosts, which one process has at a time, so that all together ask a host no
 * more often than one of them may.
 */
@FunctionalInterface
public interface HostLeases {

    /** Of a process that is alone. */
    HostLeases ALONE = (_, _) -> new Begun(_ -> {});

    /**
     * Asks for the lease of a host. May block on the disk.
     *
     * @param longest when it counts as ended if this process dies
     */
    Beginning begin(String host, Duration longest);

    /** Whether a query may be sent now. */
    sealed interface Beginning {}

    /**
     * It may.
     *
     * @param end takes the time until the next query to this host may be sent; called once
     */
    record Begun(Consumer<Duration> end) implements Beginning {}

    /** Not before this time is over. */
    record Later(Duration left) implements Beginning {}
}
