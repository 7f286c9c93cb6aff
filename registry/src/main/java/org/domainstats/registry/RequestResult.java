package org.domainstats.registry;

import org.domainstats.model.RegistrationOutcome.NoSource;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.registrationdata.ParsedReply;

import java.util.Locale;

/** What became of a request to a registry, as it is counted. */
public enum RequestResult {
    REGISTERED,
    /** Registered, without a date. */
    UNDISCLOSED,
    /** Nobody may register the name. */
    BARRED,
    UNREGISTERED,
    /** No reply, or none that can be used. */
    FAILED,
    /** Not sent: the rate limit or the circuit breaker of the host did not allow it. */
    DEFERRED;

    /** The lower-case word used in metrics. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RequestResult of(ParsedReply reply) {
        return switch (reply.outcome()) {
            case Registered _ -> REGISTERED;
            case Undisclosed undisclosed -> undisclosed.barred() == null ? UNDISCLOSED : BARRED;
            case Unregistered _ -> UNREGISTERED;
            case NoSource _ -> FAILED;
            case Unreachable _ -> reply.health() == ParsedReply.Health.OK ? DEFERRED : FAILED;
        };
    }
}
