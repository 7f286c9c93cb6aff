package org.domainstats.registrationdata;

import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What a reply of a registry says, and why we think so.
 *
 * @param because the event or line that decided, or what is wrong with the reply; it quotes the
 *     reply, so show it only through {@link org.domainstats.model.Printable}
 * @param mood what the reply tells about the host that sent it
 */
public record ParsedReply(RegistrationOutcome outcome, String because, Health mood) {

    /** How the host that sent a reply is doing. */
    public enum Health {
        /** It answered what it was asked. */
        WELL,
        /** It wants to be asked less. */
        THROTTLING,
        /** It answered nothing of use. */
        ILL,
        /** It would not take this one question, which says nothing about the next. */
        CHOOSY
    }

    public static ParsedReply of(RegistrationOutcome outcome, String because) {
        return new ParsedReply(outcome, because, Health.WELL);
    }

    /**
     * A reply that answers nothing.
     *
     * @param reason one line of our own words
     * @param because what of the reply shows it
     */
    public static ParsedReply unusable(String reason, String because, Health mood) {
        return new ParsedReply(new Unreachable(reason, null), because, mood);
    }

    /** The instant before which its host does not want to be asked again, if the reply says so. */
    public @Nullable Instant notBefore() {
        return outcome instanceof Unreachable unreachable ? unreachable.notBefore() : null;
    }

    /** The same, with the instant until which the host will be left alone, if it will be. */
    public ParsedReply heldUntil(@Nullable Instant until) {
        return until != null && outcome instanceof Unreachable unreachable
                ? new ParsedReply(new Unreachable(unreachable.reason(), until), because, mood)
                : this;
    }
}
