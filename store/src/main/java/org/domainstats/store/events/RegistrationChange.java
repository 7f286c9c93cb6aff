package org.domainstats.store.events;

import org.domainstats.model.DomainName;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.NoSource;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.store.StoreException;
import org.domainstats.store.StoredRegistration;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A change of a registration that becomes an event. It is logged in the transaction that changes
 * the registration, until an event was made of it.
 *
 * @param at when the source said so
 * @param former when the domain was registered before; null if it was not, or that is not known
 */
public record RegistrationChange(
        long number, DomainName domain, Kind kind, Instant at, @Nullable Instant former) {

    /**
     * So many are kept where nobody makes events of them, as in the store of a community server.
     */
    public static final int MOST = 100_000;

    /** What happened. */
    public enum Kind {
        /** It was unregistered, and is registered. */
        BORN,
        /** It was registered, and is no more. */
        DROPPED,
        /** It was registered, and has been registered anew since. */
        REREGISTERED;

        /** The value in the store. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The kind of a {@link #word}. */
        public static Kind ofWord(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word().equals(word))
                    .findAny()
                    .orElseThrow(
                            () -> new StoreException("unknown change of a registration: " + word));
        }

        /** What happened between two outcomes, if it is one of these. */
        public static Optional<Kind> of(
                @Nullable RegistrationOutcome before, RegistrationOutcome after) {
            return switch (before) {
                case Unregistered _ -> isTaken(after) ? Optional.of(BORN) : Optional.empty();
                case Registered old -> ofRegistered(old, after);
                case Undisclosed _ ->
                        after instanceof Unregistered ? Optional.of(DROPPED) : Optional.empty();
                case NoSource _, Unreachable _ -> Optional.empty();
                case null -> Optional.empty();
            };
        }

        private static Optional<Kind> ofRegistered(Registered old, RegistrationOutcome after) {
            return switch (after) {
                case Unregistered _ -> Optional.of(DROPPED);
                case Registered fresh ->
                        fresh.effective().isAfter(old.effective())
                                        && fresh.again() != null
                                        && !fresh.again().equals(old.again())
                                ? Optional.of(REREGISTERED)
                                : Optional.empty();
                case Undisclosed _, NoSource _, Unreachable _ -> Optional.empty();
            };
        }

        /** Reserved and blocked names are nobody's. */
        private static boolean isTaken(RegistrationOutcome outcome) {
            return outcome instanceof Registered
                    || outcome instanceof Undisclosed undisclosed && undisclosed.barred() == null;
        }
    }

    /** The change between two states of a domain, before it has a number; null if it is none. */
    public static @Nullable RegistrationChange between(
            DomainName domain, @Nullable StoredRegistration before, StoredRegistration after) {
        @Nullable RegistrationOutcome old = before == null ? null : before.outcome();
        return Kind.of(old, after.outcome())
                .map(
                        kind ->
                                new RegistrationChange(
                                        0,
                                        domain,
                                        kind,
                                        after.checked(),
                                        old instanceof Registered registered
                                                ? registered.effective()
                                                : null))
                .orElse(null);
    }
}
