package org.domainstats.communityserver;

import org.domainstats.protocol.CommunityRequest;
import org.domainstats.protocol.CommunityRequest.StatedVersion;
import org.domainstats.protocol.MessageId;
import org.jspecify.annotations.Nullable;

/**
 * A request with what its reply depends on.
 *
 * @param longestReply in bytes
 */
record IncomingRequest<T extends CommunityRequest.Valid>(
        T message, RequestOrigin origin, int longestReply) {

    /** Null for a client of the original. */
    @Nullable MessageId id() {
        return message.id();
    }

    StatedVersion version() {
        return message instanceof CommunityRequest.Query query
                ? query.version()
                : StatedVersion.NONE;
    }

    <S extends CommunityRequest.Valid> IncomingRequest<S> with(S narrowed) {
        return new IncomingRequest<>(narrowed, origin, longestReply);
    }
}
