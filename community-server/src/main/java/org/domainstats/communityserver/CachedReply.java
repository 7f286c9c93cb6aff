package org.domainstats.communityserver;

import org.domainstats.model.FeedVersion;
import org.domainstats.protocol.CommunityReply.QueryReply;
import org.domainstats.protocol.CommunityRequest.StatedVersion;
import org.domainstats.protocol.ReplyCodec;
import org.domainstats.store.FirstClaims.Claim;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * A reply that does not say FIRST-CONTACT, with its encoding without an id, and the members that
 * received it.
 */
final class CachedReply {

    private final QueryReply reply;
    private final byte[] bytes;
    private final @Nullable Claim claim;

    /** Copied on write; a race only records a member twice. */
    private volatile String[] members = new String[0];

    /**
     * @param claim of the request that got FIRST-CONTACT, while that request may be repeated
     */
    CachedReply(QueryReply reply, @Nullable Claim claim) {
        this.reply = reply;
        this.bytes = ReplyCodec.encode(reply);
        this.claim = claim;
    }

    byte[] bytes() {
        return bytes;
    }

    QueryReply reply() {
        return reply;
    }

    @Nullable Claim claim() {
        return claim;
    }

    boolean hasVersion(FeedVersion newest) {
        return reply.version() == null
                ? newest.equals(FeedVersion.NONE)
                : newest.equals(reply.version());
    }

    /** Whether a client with that feed may read the version in it. */
    boolean suits(StatedVersion client) {
        return reply.version() == null || isForClient(reply.version(), client);
    }

    /** The reply, without a version that is of no use to the client. */
    QueryReply replyFor(StatedVersion client) {
        return suits(client) ? reply : withVersion(reply, null);
    }

    /**
     * Whether a version helps a client: an update leads to it. From another major none does, and a
     * client of the original would start its update at each reply, for ever.
     */
    static boolean isForClient(FeedVersion newest, StatedVersion client) {
        FeedVersion own = client.version();
        return own == null || own.equals(FeedVersion.NONE) || own.major() == newest.major();
    }

    static QueryReply withVersion(QueryReply reply, @Nullable FeedVersion version) {
        return new QueryReply(
                reply.byUs(),
                reply.established(),
                reply.registration(),
                reply.rank(),
                reply.labels(),
                version);
    }

    /** Whether a member is to be recorded, because it did not ask before. */
    boolean isNewAsker(String member, int threshold) {
        String[] known = members;
        if (known.length >= threshold || Arrays.asList(known).contains(member)) {
            return false;
        }
        String[] more = Arrays.copyOf(known, known.length + 1);
        more[known.length] = member;
        members = more;
        return true;
    }
}
