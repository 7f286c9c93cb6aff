package org.domainstats.events;

import java.time.Duration;

/**
 * What an operator decides about events.
 *
 * @param within how long a first contact waits for its registration
 * @param sleepersWithoutCommunity whether a domain may be a sleeper where the community is not
 *     asked or did not reply
 * @param retention how long events are kept once every output has them
 * @param most how many events are kept whether or not every output has them
 */
public record EventSettings(
        Duration within, boolean sleepersWithoutCommunity, Duration retention, long most) {

    public static final EventSettings DEFAULT =
            new EventSettings(Duration.ofMinutes(10), false, Duration.ofDays(30), 500_000);
}
