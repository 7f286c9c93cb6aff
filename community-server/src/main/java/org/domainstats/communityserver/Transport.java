package org.domainstats.communityserver;

import org.domainstats.protocol.CommunityRequest;
import org.domainstats.protocol.MessageLimits;

/** How a message arrived, which decides how long the reply may be. */
enum Transport {
    UDP,
    HTTP,
    /** HTTP through a proxy that is not known: the address is the proxy's, not the client's. */
    HTTP_VIA_UNKNOWN_PROXY;

    /**
     * A reply over UDP to an unsigned request, or to a copy of a signed one, in lengths of the
     * request: what a spoofed source address makes this server send to its victim. QUIC allows the
     * same (RFC 9000 section 8.1).
     */
    private static final int AMPLIFICATION = 3;

    /** The longest reply to the shortest query of our client is 4.7 times as long. */
    private static final int QUERY_AMPLIFICATION = 5;

    /** The longest reply to a request of that length. */
    int longestReply(CommunityRequest.Valid request, int length, RequestOrigin origin) {
        if (this != UDP || !origin.hasForgeableAddress()) {
            return MessageLimits.DATAGRAM;
        }
        int factor =
                request instanceof CommunityRequest.Query ? QUERY_AMPLIFICATION : AMPLIFICATION;
        return Math.min(MessageLimits.DATAGRAM, factor * length);
    }
}
