package org.domainstats.communityclient;

import org.domainstats.model.Printable;
import org.domainstats.protocol.ClientKey;
import org.domainstats.protocol.CommunityReply.ErrorReply;
import org.domainstats.protocol.CommunityReply.Identified;
import org.domainstats.protocol.Envelope;
import org.domainstats.protocol.Malformed;
import org.domainstats.protocol.ReplyCodec;
import org.domainstats.protocol.ReplyCodec.Asked;
import org.jspecify.annotations.Nullable;

import java.time.InstantSource;

/**
 * Decides which bytes are to be believed: with a key, only what is signed with it; without one,
 * only what is not signed.
 */
final class ReplyVerification {

    private final @Nullable ClientKey key;
    private final InstantSource clock;

    /** What an unsigned refusal said: never believed, but it helps whoever looks for the fault. */
    private volatile String rumour = "";

    ReplyVerification(@Nullable ClientKey key, InstantSource clock) {
        this.key = key;
        this.clock = clock;
    }

    byte[] seal(byte[] message) {
        return key == null ? message : Envelope.seal(message, key);
    }

    /** The reply in the bytes; one that is malformed if they are not to be believed. */
    Identified read(byte[] bytes, int length, Asked asked) {
        return switch (Envelope.open(bytes, length)) {
            case Malformed malformed -> new Identified(null, malformed);
            case Envelope.Bare bare -> {
                Identified said = decode(bare.bytes(), bare.length(), asked);
                yield key == null ? said : notBelieved(said);
            }
            case Envelope.Signed signed ->
                    key != null && signed.isSignedWith(key)
                            ? decode(signed.bytes(), signed.length(), asked)
                            : new Identified(null, new Malformed("signed with another key"));
        };
    }

    private Identified decode(byte[] bytes, int length, Asked asked) {
        return ReplyCodec.decode(bytes, 0, length, clock.instant(), asked);
    }

    private Identified notBelieved(Identified said) {
        if (said.reply() instanceof ErrorReply refused) {
            rumour = "; an unsigned reply says: " + Printable.of(refused.error());
        }
        return new Identified(null, new Malformed("not signed"));
    }

    String rumour() {
        return rumour;
    }
}
