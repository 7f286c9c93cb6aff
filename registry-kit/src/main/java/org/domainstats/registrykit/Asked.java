package org.domainstats.registrykit;

import java.time.Instant;

/** A question that a loopback registry got. */
public record Asked(Instant at, Protocol protocol, String question) {

    /** How it was asked. */
    public enum Protocol {
        RDAP,
        WHOIS,
        BOOTSTRAP,
        WHOIS_ROOT
    }
}
