package org.domainstats.registrationdata;

import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * The parsed reply of a registry, and the text that decided.
 *
 * @param because the event or line that decided, or what is wrong with the reply; it quotes the
 *     reply, so show it only through {@link org.domainstats.model.Printable}
 * @param health what the reply shows about the host that sent it
 */
public record ParsedReply(RegistrationOutcome outcome, String because, Health health) {

    /** The health of the host that sent a reply. */
    public enum Health {
        /** It answered the query. */
        OK,
        /** A rate limit was reached. */
        THROTTLING,
        /** It failed, or sent nothing usable. */
        FAILING,
        /** It refused this query, which says nothing about the next one. */
        REFUSING
    }

    public static ParsedReply of(RegistrationOutcome outcome, String because) {
        return new ParsedReply(outcome, because, Health.OK);
    }

    /**
     * A reply without a usable outcome.
     *
     * @param reason one line of our own words
     * @param because what of the reply shows it
     */
    public static ParsedReply unusable(String reason, String because, Health health) {
        return new ParsedReply(new Unreachable(reason, null), because, health);
    }

    /** The earliest instant for the next query to its host, if the reply states one. */
    public @Nullable Instant notBefore() {
        return outcome instanceof Unreachable unreachable ? unreachable.notBefore() : null;
    }

    /** The same, with the instant until which no query goes to the host, if there is one. */
    public ParsedReply heldUntil(@Nullable Instant until) {
        return until != null && outcome instanceof Unreachable unreachable
                ? new ParsedReply(new Unreachable(unreachable.reason(), until), because, health)
                : this;
    }
}
