package org.domainstats.events;

import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Ids of events: UUIDs of version 7 (RFC 9562), which sort by time. They are random and not made
 * from the event's number, as after a restored backup another event could have that number.
 */
final class EventIds {

    private static final int TIME_BITS = 48;
    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private EventIds() {}

    static String next(Instant at, RandomGenerator random) {
        long time = at.toEpochMilli() & (1L << TIME_BITS) - 1;
        long high = time << 16 | VERSION | random.nextLong() & 0xfff;
        long low = random.nextLong() >>> 2 | VARIANT;
        return new UUID(high, low).toString();
    }
}
