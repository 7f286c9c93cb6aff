package org.domainstats.events;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** When an event was made, as ISO 8601 to the millisecond. */
final class Timestamps {

    private static final int DIGITS = 3;

    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(DIGITS).toFormatter();

    private Timestamps() {}

    static String of(Instant at) {
        return MILLIS.format(at);
    }
}
