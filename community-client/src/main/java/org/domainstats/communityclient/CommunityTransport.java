package org.domainstats.communityclient;

import org.domainstats.protocol.CommunityRequest;

import java.time.Duration;

/** A transport to the server: UDP or HTTPS. */
sealed interface CommunityTransport extends AutoCloseable permits UdpTransport, HttpsTransport {

    /**
     * Sends a request that has an id, again and again, until its reply comes or the deadline
     * passes. Blocks. Never throws for what the network or the server does.
     */
    ReceivedReply exchange(CommunityRequest.Valid request, Duration deadline);

    /** Gives up connections, so that the next request resolves the server's name again. */
    void reconnect();

    @Override
    void close();
}
