package org.domainstats.sourcecheck;

import org.domainstats.model.Precision;
import org.domainstats.model.RegistrationOutcome.Registered;

import java.time.Duration;
import java.time.Instant;

/** Whether two dates of a registration are the same, as exactly as they are given. */
final class DateAgreement {

    /** WHOIS often gives local time without a zone, and zones go from -12 to +14 hours. */
    private static final Duration ZONE = Duration.ofHours(14);

    /** A day without a time is read as its start. */
    private static final Duration DAY = Duration.ofDays(1);

    private DateAgreement() {}

    static boolean of(Registered one, Registered other) {
        return same(one.effective(), one.precision(), other.effective(), other.precision())
                || same(one.first(), one.precision(), other.first(), other.precision());
    }

    /** Known dates are of the day. */
    static boolean of(Registered registered, Instant known) {
        return same(registered.effective(), registered.precision(), known, Precision.DAY)
                || same(registered.first(), registered.precision(), known, Precision.DAY);
    }

    private static boolean same(
            Instant one, Precision precisionOfOne, Instant other, Precision precisionOfOther) {
        Duration apart = Duration.between(one, other);
        Duration allowed = ZONE;
        if (precisionOfOne != Precision.SECOND || precisionOfOther != Precision.SECOND) {
            allowed = allowed.plus(DAY);
        }
        // "Before" a date agrees with every date that is not after it.
        boolean notTooEarly =
                precisionOfOne == Precision.BEFORE || apart.negated().compareTo(allowed) <= 0;
        boolean notTooLate = precisionOfOther == Precision.BEFORE || apart.compareTo(allowed) <= 0;
        return notTooEarly && notTooLate;
    }
}
