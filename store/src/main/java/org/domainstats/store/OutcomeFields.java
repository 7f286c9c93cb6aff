package org.domainstats.store;

import org.domainstats.model.Precision;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.Barred;
import org.domainstats.model.RegistrationOutcome.NoSource;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.model.Source;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

/**
 * A registration outcome as the fields of a row, the same in every store. What an outcome does not
 * have is null. Described in {@code docs/schema.md}.
 *
 * @param outcome the name of the outcome
 * @param registered when it was first registered
 * @param again when it was last registered anew after that
 * @param precision of {@code registered}
 * @param until when the registration ends; for {@code unreachable}, when to ask again
 * @param source the source's word
 * @param reason why it is unreachable or nobody may register it
 */
public record OutcomeFields(
        String outcome,
        @Nullable Instant registered,
        @Nullable Instant again,
        @Nullable String precision,
        @Nullable Instant until,
        @Nullable String source,
        @Nullable String reason) {

    public static OutcomeFields of(RegistrationOutcome outcome) {
        return switch (outcome) {
            case Registered registered ->
                    new OutcomeFields(
                            "registered",
                            registered.first(),
                            registered.again(),
                            registered.precision().word(),
                            registered.until(),
                            registered.source().word(),
                            null);
            case Undisclosed undisclosed ->
                    other(
                            "undisclosed",
                            undisclosed.until(),
                            undisclosed.source(),
                            undisclosed.barred() == null ? null : undisclosed.barred().word());
            case Unregistered unregistered ->
                    other("unregistered", null, unregistered.source(), null);
            case NoSource _ -> other("no-source", null, null, null);
            case Unreachable unreachable ->
                    other("unreachable", unreachable.notBefore(), null, unreachable.reason());
        };
    }

    private static OutcomeFields other(
            String outcome,
            @Nullable Instant until,
            @Nullable Source source,
            @Nullable String reason) {
        @Nullable String word = source == null ? null : source.word();
        return new OutcomeFields(outcome, null, null, null, until, word, reason);
    }

    /**
     * The outcome that these fields are of.
     *
     * @throws StoreException if they are of none
     */
    public RegistrationOutcome toOutcome() {
        return switch (outcome) {
            case "registered" ->
                    new Registered(
                            Objects.requireNonNull(registered),
                            again,
                            Precision.valueOf(constant(precision)),
                            until,
                            Source.valueOf(constant(source)));
            case "undisclosed" ->
                    new Undisclosed(until, Source.valueOf(constant(source)), barred(reason));
            case "unregistered" -> new Unregistered(Source.valueOf(constant(source)));
            case "no-source" -> new NoSource();
            case "unreachable" -> new Unreachable(Objects.requireNonNull(reason), until);
            default ->
                    throw new StoreException("unknown outcome in table registrations: " + outcome);
        };
    }

    private static @Nullable Barred barred(@Nullable String reason) {
        return reason == null ? null : Barred.ofWord(reason).orElse(null);
    }

    private static String constant(@Nullable String word) {
        return Objects.requireNonNull(word).toUpperCase(Locale.ROOT);
    }
}
