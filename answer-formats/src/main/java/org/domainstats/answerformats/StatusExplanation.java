package org.domainstats.answerformats;

import org.domainstats.model.Answer;
import org.domainstats.model.NotPublic;
import org.domainstats.model.RegistrationOutcome.Barred;
import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.jspecify.annotations.Nullable;

/** Why an answer says as little as it does, in words for people. */
final class StatusExplanation {

    private StatusExplanation() {}

    /** The reason beyond what the status says by itself, or null when that is all. */
    static @Nullable String of(Answer answer) {
        if (answer.name() instanceof NotPublic junk) {
            return junk.reason().text();
        }
        return switch (answer.facts().registration()) {
            case Unreachable unreachable -> unreachable.reason();
            case Undisclosed undisclosed -> barred(undisclosed.barred());
            case null, default -> null;
        };
    }

    private static @Nullable String barred(@Nullable Barred reason) {
        return reason == null ? null : reason.word() + ": nobody may register this name";
    }

    /** The reason, or else the meaning of the status. */
    static String sentence(Answer answer) {
        String reason = of(answer);
        if (reason != null) {
            return reason;
        }
        return switch (answer.facts().status()) {
            case OK -> "The registration date is known.";
            case PENDING -> "The registration is still being asked for.";
            case NOT_PUBLIC -> "No public domain.";
            case STORE_UNAVAILABLE -> "The store failed; nothing was recorded.";
            case LIMITED -> "Too many new names within a day; ask again later.";
            case PRIVATE -> "The name is kept inside the local network.";
            case UNDISCLOSED -> "The registry does not disclose the date.";
            case UNREGISTERED -> "The domain is not registered.";
            case NO_SOURCE -> "The registry offers neither RDAP nor WHOIS.";
            case UNREACHABLE -> "The registry gave no usable reply.";
        };
    }
}
