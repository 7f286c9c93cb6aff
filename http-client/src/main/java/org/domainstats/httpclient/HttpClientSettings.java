package org.domainstats.httpclient;

import java.time.Duration;

/**
 * How hosts of one kind are requested: registries, the community server, feeds.
 *
 * @param userAgent who asks
 * @param addresses which hosts may be connected to
 * @param trust whom TLS trusts
 * @param connectionsPerHost the most connections to one address at a time
 * @param idleTimeout how long a connection is kept open for the next request
 */
public record HttpClientSettings(
        String userAgent,
        AllowedAddresses addresses,
        TrustedAuthorities trust,
        int connectionsPerHost,
        Duration idleTimeout) {

    /** As many requests go to one host at a time; more of them wait. */
    private static final int CONNECTIONS = 64;

    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(30);

    /** Settings for hosts that the operator has named, wherever they are. */
    public static HttpClientSettings forNamedHosts(String userAgent, TrustedAuthorities trust) {
        return new HttpClientSettings(
                userAgent,
                AllowedAddresses.any(new SystemResolver()),
                trust,
                CONNECTIONS,
                IDLE_TIMEOUT);
    }

    HttpClientSettings withAddresses(AllowedAddresses other) {
        return new HttpClientSettings(userAgent, other, trust, connectionsPerHost, idleTimeout);
    }
}
