package org.domainstats.registrykit;

import java.time.Duration;
import java.time.Instant;

/**
 * A question that a loopback registry got.
 *
 * @param rest how long its reply asked to be left alone; zero if it did not
 */
public record ReceivedQuestion(Instant at, Protocol protocol, String question, Duration rest) {

    /** How it was asked. */
    public enum Protocol {
        RDAP,
        WHOIS,
        BOOTSTRAP,
        WHOIS_ROOT
    }
}
