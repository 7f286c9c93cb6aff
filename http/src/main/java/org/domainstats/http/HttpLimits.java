package org.domainstats.http;

import java.time.Duration;

/**
 * What a listener bears of its clients.
 *
 * @param connections open at the same time; each costs 4 KiB of the heap while it is idle
 * @param connectionsPerAddress of them from one address, or /64 of IPv6, that is no trusted proxy
 * @param proxies which addresses stand for many clients, and are bounded in all only
 * @param lineLength of the request line, in bytes; past it 414
 * @param headerSize of all header fields together, in bytes; past it 431
 * @param bodySize of a body that no handler reads as a stream, in bytes; past it 413
 * @param idleTimeout after which a connection without an answer is closed: an idle client, or one
 *     that sends or reads slowly on purpose
 * @param requestDeadline within which a request that does not stream is answered; past it 503
 */
public record HttpLimits(
        int connections,
        int connectionsPerAddress,
        TrustedProxies proxies,
        int lineLength,
        int headerSize,
        int bodySize,
        Duration idleTimeout,
        Duration requestDeadline) {

    /**
     * A hostname of 253 bytes is 759 when each of them is percent-encoded; 8 KiB and 16 KiB are
     * what other servers allow, so that no proxy's header fields are too many. Clients such as
     * Logstash keep connections for a minute. A question may wait 30 s for the outside world.
     */
    public static final HttpLimits DEFAULT =
            new HttpLimits(
                    8_192,
                    4_096,
                    TrustedProxies.NONE,
                    8 * 1_024,
                    16 * 1_024,
                    64 * 1_024,
                    Duration.ofSeconds(75),
                    Duration.ofSeconds(60));

    public HttpLimits withConnections(int total, int perAddress) {
        return new HttpLimits(
                total,
                perAddress,
                proxies,
                lineLength,
                headerSize,
                bodySize,
                idleTimeout,
                requestDeadline);
    }

    /** The same for a listener behind proxies. */
    public HttpLimits behind(TrustedProxies trusted) {
        return new HttpLimits(
                connections,
                connectionsPerAddress,
                trusted,
                lineLength,
                headerSize,
                bodySize,
                idleTimeout,
                requestDeadline);
    }

    public HttpLimits withTimeouts(Duration idle, Duration deadline) {
        return new HttpLimits(
                connections,
                connectionsPerAddress,
                proxies,
                lineLength,
                headerSize,
                bodySize,
                idle,
                deadline);
    }
}
