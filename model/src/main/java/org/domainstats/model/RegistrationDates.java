package org.domainstats.model;

import java.time.Duration;
import java.time.Instant;

/**
 * Which dates a registration can have; others are sentinels, slips, or of a clock that is wrong.
 */
public final class RegistrationDates {

    /**
     * The start of 1985: before the first domain names there were only sentinels, such as
     * 1970-01-01 and 0001-01-01. Not parsed, as that would load a formatter before the first
     * answer.
     */
    public static final Instant EARLIEST = Instant.ofEpochSecond(473_385_600);

    /** Zones and clocks differ; a domain of the day after tomorrow is nonsense. */
    private static final Duration CLOCKS_DIFFER = Duration.ofDays(2);

    /** Some ccTLDs sell a century; Nomulus writes the year 294247 for "never". */
    private static final Duration LONGEST_TERM = Duration.ofDays(150 * 365);

    private RegistrationDates() {}

    /** Whether a registration may have begun then. */
    public static boolean canBegin(Instant at, Instant now) {
        return !at.isBefore(EARLIEST) && !at.isAfter(now.plus(CLOCKS_DIFFER));
    }

    /** Whether a registration of some instant may end then. */
    public static boolean canEnd(Instant at, Instant begun, Instant now) {
        return at.isAfter(begun) && at.isAfter(EARLIEST) && at.isBefore(now.plus(LONGEST_TERM));
    }
}
