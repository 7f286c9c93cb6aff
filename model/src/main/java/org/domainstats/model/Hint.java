package org.domainstats.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a list of new domains says of a domain, in place of a question to a registry. It never makes
 * a domain older than it is known to be.
 *
 * @param day when the list says it was registered, delegated or first seen
 * @param list the name of the list
 * @param since when it was first read here
 */
public record Hint(LocalDate day, Kind kind, String list, Instant since) {

    /** After so many days a registry is asked again, as of any other domain. */
    public static final int VALID_DAYS = 30;

    /** What the day of a hint is of. The later ones say more. */
    public enum Kind {
        /** Of a first sight, which may be of an old domain. */
        SEEN,
        /** On that day it was in a zone, and on the day before it was not. */
        ZONE,
        /** Of its registration. */
        REGISTERED;

        /** The value in the store. */
        public String word() {
            return switch (this) {
                case SEEN -> "seen";
                case ZONE -> "zone";
                case REGISTERED -> "registered";
            };
        }

        /** The kind of a {@link #word}; empty if there is none. */
        public static Optional<Kind> ofWord(String word) {
            return Arrays.stream(values()).filter(each -> each.word().equals(word)).findAny();
        }
    }

    /** The start of its day. */
    public Instant start() {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** Whether its day is of a registration or a delegation, not only of a first sight. */
    public boolean isDated() {
        return kind != Kind.SEEN;
    }

    /** Whether a list is meaningful that is of this day: recent, and not of the future. */
    public static boolean isValid(LocalDate day, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return !day.isBefore(today.minusDays(VALID_DAYS)) && !day.isAfter(today.plusDays(1));
    }

    /** Whether it says more than another hint on the same domain. */
    public boolean isBetterThan(Hint other) {
        return kind.compareTo(other.kind) > 0;
    }
}
