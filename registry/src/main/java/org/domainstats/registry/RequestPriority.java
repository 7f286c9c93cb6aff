package org.domainstats.registry;

import org.domainstats.registrations.DnsExistence;
import org.domainstats.registrations.RegistrationRequest.Urgency;

/** The order in which requests get a host's permits, the first ones first. */
enum RequestPriority {
    /** Somebody waits for the answer. */
    FRESH,
    /** Somebody waits for the answer, and for those of many other names. */
    BULK,
    /** Somebody asked and got no date. */
    RETRY,
    /** A known date is confirmed. */
    RECHECK,
    /** Nobody waits for it, and the DNS does not answer, so that it may well not exist. */
    UNANSWERED,
    /** The DNS says that there is no such domain, whoever asks for it. */
    NONEXISTENT;

    static RequestPriority of(Urgency urgency, DnsExistence existence) {
        RequestPriority priority = of(urgency);
        return switch (existence) {
            case MAY_EXIST -> priority;
            case UNANSWERED -> priority.isBackground() ? UNANSWERED : priority;
            case NONEXISTENT -> NONEXISTENT;
        };
    }

    private static RequestPriority of(Urgency urgency) {
        return switch (urgency) {
            case FRESH, AGAIN -> FRESH;
            case BULK -> BULK;
            case RETRY -> RETRY;
            case RECHECK -> RECHECK;
        };
    }

    /** Whether nobody waits for it. */
    boolean isBackground() {
        return compareTo(BULK) > 0;
    }
}
