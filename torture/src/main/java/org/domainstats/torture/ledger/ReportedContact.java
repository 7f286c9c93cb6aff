package org.domainstats.torture.ledger;

import org.jspecify.annotations.Nullable;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** What a line of an answer says about our first contact with a site. */
public sealed interface ReportedContact {

    /** It is now; in the line of the original without the instant, which then is null. */
    record First(@Nullable Long second) implements ReportedContact {}

    /** It was then, in seconds since 1970. */
    record Before(long second) implements ReportedContact {}

    /** It has not been yet, which only a peek may say. */
    record Never() implements ReportedContact {}

    /** Reads a line of the original or of {@code /v1}. */
    static ReportedContact of(String line) {
        int key = line.indexOf("\"seen_by_you\":");
        if (key < 0) {
            return new Never();
        }
        int value = line.indexOf('"', key + 14) + 1;
        String said = line.substring(value, line.indexOf('"', value));
        if (said.equals("FIRST-CONTACT")) {
            return new First(null);
        }
        if (said.equals("UNAVAILABLE")) {
            return new Never();
        }
        long second =
                LocalDateTime.parse(said.substring(0, 19).replace(' ', 'T'))
                        .toEpochSecond(ZoneOffset.UTC);
        return line.contains("\"first_contact\":true") ? new First(second) : new Before(second);
    }
}
