package org.domainstats.communityclient;

import org.domainstats.protocol.CommunityRequest;

import java.time.Duration;

/** A way to the server. */
sealed interface CommunityTransport extends AutoCloseable permits UdpTransport, HttpsTransport {

    /**
     * Sends a request that has an id, again and again, until its reply comes or the deadline
     * passes. Blocks. Never throws for what the network or the server does.
     */
    ReceivedReply exchange(CommunityRequest.Valid request, Duration deadline);

    @Override
    void close();
}
