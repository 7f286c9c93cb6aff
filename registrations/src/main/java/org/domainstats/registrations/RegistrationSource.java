package org.domainstats.registrations;

import org.domainstats.model.DomainName;
import org.domainstats.model.RegistrationOutcome;

/** Port to the source that knows when a domain was registered. */
public interface RegistrationSource {

    /** RDAP and WHOIS are both switched off. */
    RegistrationSource OFF = (domain, trace) -> new RegistrationOutcome.NoSource();

    /**
     * Asks for one domain, blocking no longer than the source's own deadline. What registries do
     * wrong comes back as {@link RegistrationOutcome.Unreachable}; nothing they send makes this
     * throw. A source that is held back by a rate limit says so at once, with the instant of its
     * next permit.
     */
    RegistrationOutcome fetch(DomainName domain, Trace trace);

    /** The same for a source that heeds how urgent a request is, and whose it is. */
    default RegistrationOutcome fetch(RegistrationRequest request, Trace trace) {
        return fetch(request.domain(), trace);
    }

    /**
     * Whether the DNS knows a domain, so that others go before one that does not exist. It decides
     * no answer. Blocks for a moment at most.
     */
    default DnsExistence existence(DomainName domain) {
        return DnsExistence.MAY_EXIST;
    }

    /** Receives the steps by which an outcome came about, for people who want to know why. */
    interface Trace {

        Trace SILENT = step -> {};

        /**
         * One step in plain words: which source was asked, what it replied, which line gave the
         * date.
         */
        void step(String text);
    }
}
