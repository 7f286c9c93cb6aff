package org.domainstats.registrations;

import org.domainstats.model.DomainName;

/**
 * A request for a domain's registration.
 *
 * @param client whose question led to it; turns go round by client
 */
public record RegistrationRequest(DomainName domain, Urgency urgency, QueryClient client) {

    /** How soon it is wanted; the more urgent go first. */
    public enum Urgency {
        /** Somebody waits for the answer. */
        FRESH,
        /** Somebody waits for the answer, and the site was asked about before. */
        AGAIN,
        /** Somebody waits for the answer, and for those of many other names. */
        BULK,
        /** Somebody asked and got no date; nobody waits any more. */
        RETRY,
        /** A known date is confirmed. */
        RECHECK
    }
}
