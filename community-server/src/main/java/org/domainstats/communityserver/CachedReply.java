package org.domainstats.communityserver;

import org.domainstats.model.FeedVersion;
import org.domainstats.model.PublicName;
import org.domainstats.protocol.CommunityReply;
import org.domainstats.protocol.ReplyCodec;

import java.util.Arrays;

/** A reply that is given again and again, as bytes without an id; and who got it. */
final class CachedReply {

    private final CommunityReply.QueryReply told;
    private final byte[] bytes;
    private final PublicName name;

    /** Replaced, never changed; a race only notes a member twice. */
    private volatile String[] members = new String[0];

    CachedReply(CommunityReply.QueryReply told, PublicName name) {
        this.told = told;
        this.bytes = ReplyCodec.encode(told);
        this.name = name;
    }

    CommunityReply.QueryReply told() {
        return told;
    }

    byte[] bytes() {
        return bytes;
    }

    boolean names(FeedVersion newest) {
        return told.version() == null
                ? newest.equals(FeedVersion.NONE)
                : newest.equals(told.version());
    }

    /** Notes who asks, unless he did before or enough others did. */
    void noteAsker(String member, AskerRecorder notes) {
        String[] known = members;
        if (known.length >= notes.enough()) {
            return;
        }
        for (String other : known) {
            if (other.equals(member)) {
                return;
            }
        }
        String[] more = Arrays.copyOf(known, known.length + 1);
        more[known.length] = member;
        members = more;
        notes.note(name.domain(), member);
    }
}
