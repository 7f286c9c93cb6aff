package org.domainstats.communityclient;

import org.domainstats.model.Printable;
import org.domainstats.protocol.ClientKey;
import org.domainstats.protocol.CommunityReply.ErrorReply;
import org.domainstats.protocol.CommunityReply.Identified;
import org.domainstats.protocol.Envelope;
import org.domainstats.protocol.Malformed;
import org.domainstats.protocol.ReplyCodec;
import org.domainstats.protocol.ReplyCodec.PendingRequests;
import org.jspecify.annotations.Nullable;

import java.time.InstantSource;

/**
 * Decides which replies count: with a key, only those signed with it; without one, only those that
 * are not signed.
 */
final class ReplyVerification {

    private final @Nullable ClientKey key;
    private final InstantSource clock;

    /** What an unsigned error said: it never counts, but helps to find what is wrong. */
    private volatile String unverifiedReply = "";

    ReplyVerification(@Nullable ClientKey key, InstantSource clock) {
        this.key = key;
        this.clock = clock;
    }

    byte[] seal(byte[] message) {
        return key == null ? message : Envelope.seal(message, key);
    }

    /** The reply in the bytes; a malformed one if it does not count. */
    Identified read(byte[] bytes, int length, PendingRequests pending) {
        return switch (Envelope.open(bytes, length)) {
            case Malformed malformed -> new Identified(null, malformed);
            case Envelope.Bare bare -> {
                Identified reply = decode(bare.bytes(), bare.length(), pending);
                yield key == null ? reply : reject(reply);
            }
            case Envelope.Signed signed ->
                    key != null && signed.isSignedWith(key)
                            ? decode(signed.bytes(), signed.length(), pending)
                            : new Identified(null, new Malformed("signed with another key"));
        };
    }

    private Identified decode(byte[] bytes, int length, PendingRequests pending) {
        return ReplyCodec.decode(bytes, 0, length, clock.instant(), pending);
    }

    private Identified reject(Identified reply) {
        if (reply.reply() instanceof ErrorReply error) {
            unverifiedReply = "; an unsigned reply says: " + Printable.of(error.error());
        }
        return new Identified(null, new Malformed("not signed"));
    }

    /** The last unsigned error as the end of a message for people, or nothing. */
    String unverifiedReply() {
        return unverifiedReply;
    }
}
