package org.domainstats.http;

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
        Duration idleTimeout) {}
