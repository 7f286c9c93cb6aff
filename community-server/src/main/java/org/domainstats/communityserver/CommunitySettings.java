package org.domainstats.communityserver;

import org.domainstats.http.TrustedProxies;
import org.domainstats.model.DomainSuffixes;

import java.time.Duration;
import java.util.List;

/**
 * The operator's settings of a community server.
 *
 * @param anonymous whether clients without a token are served
 * @param prohibited names that must not be queried
 * @param publishAt how many different clients must have asked about a domain before it is published
 * @param timeouts how long a reply waits for a registration
 * @param rates limits on requests
 * @param proxies which may name the client of a request over HTTP
 */
public record CommunitySettings(
        boolean anonymous,
        DomainSuffixes prohibited,
        int publishAt,
        Timeouts timeouts,
        Rates rates,
        TrustedProxies proxies) {

    public static final CommunitySettings DEFAULT =
            new CommunitySettings(
                    true,
                    DomainSuffixes.of(List.of("local", "arpa")),
                    3,
                    new Timeouts(Duration.ofMillis(400), Duration.ofSeconds(10)),
                    new Rates(25_000, 500, 2_000),
                    TrustedProxies.NONE);

    public CommunitySettings {
        if (publishAt < 1) {
            throw new IllegalArgumentException("publish-at must be 1 or more: " + publishAt);
        }
    }

    /**
     * How long a reply waits for a registration.
     *
     * @param own for this project's clients, which then query the registry themselves
     * @param original for the original's clients, which wait 15 seconds and cache a reply for ever
     */
    public record Timeouts(Duration own, Duration original) {}

    /**
     * Requests per second above which nothing is answered; a burst may be twice as large.
     *
     * @param perClient for each client with a token
     * @param perAddress for each address (IPv6: each /64) without one
     * @param perNetwork for each network of such addresses: IPv4 by /24, IPv6 by /48
     */
    public record Rates(int perClient, int perAddress, int perNetwork) {}
}
