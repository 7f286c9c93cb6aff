package org.domainstats.communityserver;

import org.domainstats.model.FeedVersion;
import org.domainstats.model.PublicName;
import org.domainstats.protocol.CommunityReply;
import org.domainstats.protocol.ReplyCodec;

import java.util.Arrays;

/** A cached reply with its encoding without an id, and the members that received it. */
final class CachedReply {

    private final CommunityReply.QueryReply reply;
    private final byte[] bytes;
    private final PublicName name;

    /** Copied on write; a race only records a member twice. */
    private volatile String[] members = new String[0];

    CachedReply(CommunityReply.QueryReply reply, PublicName name) {
        this.reply = reply;
        this.bytes = ReplyCodec.encode(reply);
        this.name = name;
    }

    CommunityReply.QueryReply reply() {
        return reply;
    }

    byte[] bytes() {
        return bytes;
    }

    boolean hasVersion(FeedVersion newest) {
        return reply.version() == null
                ? newest.equals(FeedVersion.NONE)
                : newest.equals(reply.version());
    }

    /** Records that a member asked, unless it did before or the threshold is reached. */
    void recordAsker(String member, AskerRecorder askers) {
        String[] known = members;
        if (known.length >= askers.threshold()) {
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
        askers.record(name.domain(), member);
    }
}
