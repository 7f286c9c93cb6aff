package org.domainstats.registrations;

import org.domainstats.base.Durations;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.NoSource;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/** For how long an outcome is valid before its source is asked again. */
public final class OutcomeExpiry {

    private static final Duration YOUNG = Duration.ofDays(365);
    private static final Duration YOUNG_KEPT = Duration.ofDays(30);
    private static final Duration OLD_KEPT = Duration.ofDays(180);

    /** After its expiry a domain passes through weeks of grace before somebody else can have it. */
    private static final Duration EXPIRED_KEPT = Duration.ofDays(7);

    private static final Duration UNKNOWABLE_KEPT = Duration.ofDays(30);

    /** Phishing names are registered minutes before they are used. */
    private static final Duration UNREGISTERED_KEPT = Duration.ofHours(1);

    private static final Duration FIRST_RETRY = Duration.ofMinutes(1);
    private static final Duration LAST_RETRY = Duration.ofDays(1);

    private OutcomeExpiry() {}

    /** From when on a source that said {@code outcome} at {@code now} should be asked again. */
    public static Instant checkAgain(RegistrationOutcome outcome, Instant now) {
        return switch (outcome) {
            case Registered registered -> checkAgain(registered, now);
            case Undisclosed _, NoSource _ -> now.plus(UNKNOWABLE_KEPT);
            case Unregistered _ -> now.plus(UNREGISTERED_KEPT);
            case Unreachable unreachable -> retry(0, unreachable.notBefore(), now, 0.5);
        };
    }

    private static Instant checkAgain(Registered registered, Instant now) {
        boolean young = registered.effective().plus(YOUNG).isAfter(now);
        Instant cap = now.plus(young ? YOUNG_KEPT : OLD_KEPT);
        Instant until = registered.until();
        if (until == null) {
            return cap;
        }
        Instant ends = until.isAfter(now) ? until : now.plus(EXPIRED_KEPT);
        return ends.isBefore(cap) ? ends : cap;
    }

    /**
     * When to try again after failing {@code attempts} times before: one minute, doubling to a day,
     * with up to half of it taken off at random so that failures of one moment do not come back in
     * one moment.
     *
     * @param notBefore what the source asked for, which counts over our own rule when it is later
     * @param chance a number from 0 to 1
     */
    public static Instant retry(
            int attempts, @Nullable Instant notBefore, Instant now, double chance) {
        Duration backoff = Durations.doubled(FIRST_RETRY, attempts, LAST_RETRY);
        if (notBefore != null) {
            Instant latest = now.plus(LAST_RETRY);
            return notBefore.isAfter(latest)
                    ? latest
                    : notBefore.isAfter(now) ? notBefore : now.plusSeconds(1);
        }
        return now.plusMillis((long) (backoff.toMillis() * (1 - chance / 2)));
    }
}
