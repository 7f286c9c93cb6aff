package org.domainstats.store;

import org.domainstats.model.Hint;
import org.domainstats.model.Precision;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.NoSource;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.model.Sighting;
import org.domainstats.model.Source;
import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * When a list of new domains stands in for a registry: where no registry has given a date. It takes
 * no date back that a registry gave, so that nobody who writes a list can change one.
 */
public final class ListedRegistration {

    private ListedRegistration() {}

    /** The registration that a list tells; null if it tells none, or a registry knows better. */
    public static @Nullable Registered of(
            @Nullable Hint hint, @Nullable StoredRegistration stored) {
        return hint != null && standsIn(hint, stored)
                ? new Registered(hint.start(), null, Precision.DAY, null, Source.HINT)
                : null;
    }

    private static boolean standsIn(Hint hint, @Nullable StoredRegistration stored) {
        if (stored == null) {
            return hint.isDated();
        }
        return switch (stored.outcome()) {
            case Registered _ -> false;
            case Unregistered _ -> isFresher(hint, stored);
            // It was registered before the list's day: what the list has is something else.
            case Undisclosed undisclosed ->
                    hint.isDated()
                            && undisclosed.barred() == null
                            && !day(stored).isBefore(hint.day().minusDays(1));
            case NoSource _, Unreachable _ -> hint.isDated();
        };
    }

    /** Nobody had registered it, and after that a list has it: somebody has now. */
    private static boolean isFresher(Hint hint, StoredRegistration stored) {
        return hint.since().isAfter(stored.checked()) && !hint.day().isBefore(day(stored));
    }

    private static LocalDate day(StoredRegistration stored) {
        return LocalDate.ofInstant(stored.checked(), ZoneOffset.UTC);
    }

    /** When the web first had a domain: of a list, only the day of a registration is that. */
    public static Sighting byWeb(@Nullable RegistrationOutcome outcome, @Nullable Hint hint) {
        if (!(outcome instanceof Registered registered)) {
            return Sighting.UNAVAILABLE;
        }
        boolean listed = registered.source() == Source.HINT;
        boolean dated = hint != null && hint.kind() == Hint.Kind.REGISTERED;
        return listed && !dated ? Sighting.UNAVAILABLE : new Sighting.At(registered.effective());
    }
}
