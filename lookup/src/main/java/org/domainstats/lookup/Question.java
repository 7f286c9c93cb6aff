package org.domainstats.lookup;

import org.domainstats.registrations.QueryClient;

import java.time.Duration;

/**
 * One question.
 *
 * @param hostname as it came
 * @param peek whether it only looks: it records no contact, and takes no announcement away
 * @param timeout the longest the outside world may take before the answer goes out without it
 * @param client who asks
 */
public record Question(String hostname, boolean peek, Duration timeout, QueryClient client) {

    /** A question of this process itself. */
    public Question(String hostname, boolean peek, Duration timeout) {
        this(hostname, peek, timeout, QueryClient.LOCAL);
    }
}
