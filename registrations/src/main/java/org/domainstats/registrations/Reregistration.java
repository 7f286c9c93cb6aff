package org.domainstats.registrations;

import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.domainstats.model.Source;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/** Merges what a source replies with what is stored already. */
public final class Reregistration {

    /** Sources give days in time zones of their own, so dates closer than this are one date. */
    private static final Duration SLACK = Duration.ofDays(2);

    private Reregistration() {}

    /**
     * The outcome to keep. A later date than before means that the domain was dropped and
     * registered anew: the old one stays as the first, the new one makes it young.
     */
    public static RegistrationOutcome merge(
            @Nullable RegistrationOutcome before, RegistrationOutcome now) {
        if (!(before instanceof Registered old)) {
            return now;
        }
        return switch (now) {
            // The day of a list says less than a registry's date.
            case Registered fresh when old.source() == Source.HINT -> fresh;
            case Registered fresh -> merge(old, fresh);
            // A source that discloses no date does not take back the one that another gave.
            case Undisclosed undisclosed ->
                    new Registered(
                            old.first(),
                            old.again(),
                            old.precision(),
                            undisclosed.until(),
                            old.source());
            case RegistrationOutcome.Unregistered unregistered -> unregistered;
            case RegistrationOutcome.NoSource _, RegistrationOutcome.Unreachable _ -> old;
        };
    }

    private static RegistrationOutcome merge(Registered old, Registered fresh) {
        if (!fresh.first().isAfter(old.first().plus(SLACK))) {
            Instant again = later(fresh.again(), old.again());
            return new Registered(
                    fresh.first(), again, fresh.precision(), fresh.until(), fresh.source());
        }
        Instant again = later(fresh.effective(), old.again());
        return new Registered(old.first(), again, fresh.precision(), fresh.until(), fresh.source());
    }

    private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
        return a == null ? b : b == null ? a : a.isAfter(b) ? a : b;
    }
}
