package org.domainstats.communityclient;

import org.domainstats.protocol.Request;

import java.time.Duration;

/** A way to the server. */
sealed interface Wire extends AutoCloseable permits UdpWire, HttpsWire {

    /**
     * Sends a request that has an id, again and again, until its reply comes or the deadline
     * passes. Blocks. Never throws for what the network or the server does.
     */
    Heard exchange(Request.Understood request, Duration deadline);

    @Override
    void close();
}
