package org.domainstats.protocol;

import com.fasterxml.jackson.core.JsonGenerator;

import org.domainstats.model.FeedVersion;
import org.domainstats.model.RegistrationOutcome.NoSource;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.protocol.CommunityReply.ErrorReply;
import org.domainstats.protocol.CommunityReply.QueryReply;
import org.domainstats.protocol.CommunityRequest.StatedVersion;
import org.jspecify.annotations.Nullable;

import java.io.IOException;

/**
 * Replies to clients of the original program, which stop at any key they do not know, and keep for
 * ever what they receive.
 */
public final class OriginalReplies {

    /** The error upon which every version of the original asks WHOIS itself. */
    private static final String BUSY = "server busy";

    private static final int SOON_MINUTES = 10;

    /** As long as such an outcome is kept in our own store. */
    private static final int UNREGISTERED_MINUTES = 60;

    private OriginalReplies() {}

    /** The reply as bytes for a client with a stated version. */
    public static byte[] encode(CommunityReply reply, StatedVersion client) {
        if (!(reply instanceof QueryReply answer)) {
            return ReplyCodec.encode(reply);
        }
        ErrorReply error = errorInstead(answer);
        return error == null
                ? JsonParser.write(json -> write(json, answer, client))
                : ReplyCodec.encode(error);
    }

    /**
     * The error that is sent instead of a reply, or null: what may still change must not be cached
     * for ever, and an error is asked about again.
     */
    public static @Nullable ErrorReply errorInstead(QueryReply reply) {
        if (reply.established()) {
            return null;
        }
        return switch (reply.registration()) {
            case null -> new ErrorReply(BUSY, SOON_MINUTES);
            case Unreachable unreachable -> new ErrorReply(BUSY, SOON_MINUTES);
            case Unregistered unregistered ->
                    new ErrorReply("not registered", UNREGISTERED_MINUTES);
            case Registered registered -> null;
            case Undisclosed undisclosed -> null;
            case NoSource noSource -> null;
        };
    }

    private static void write(JsonGenerator json, QueryReply reply, StatedVersion client)
            throws IOException {
        QueryReplyCodec.writeOriginal(json, reply);
        FeedVersion newest = reply.version();
        if (newest != null) {
            writeVersion(json, newest, client);
        }
    }

    /**
     * The client only compares this with its own, as Python compares, and runs its update if it is
     * greater; the update then asks for the version by itself. So it must be greater exactly if it
     * is newer.
     */
    private static void writeVersion(JsonGenerator json, FeedVersion newest, StatedVersion client)
            throws IOException {
        FeedVersion own = client.version();
        boolean newer = own == null || newest.compareTo(own) > 0;
        if (client.asNumber()) {
            if (newer && (own == null || asDouble(newest) > asDouble(own))) {
                json.writeFieldName("version");
                json.writeNumber(newest.toString());
            }
        } else if (newer && own != null && newest.toString().compareTo(own.toString()) <= 0) {
            // "1.10" is less than "1.9" to it, but a text that continues after "1.9" is greater.
            json.writeStringField("version", own + " < " + newest);
        } else if (newer || newest.equals(own)) {
            json.writeStringField("version", newest.toString());
        }
    }

    private static double asDouble(FeedVersion version) {
        return Double.parseDouble(version.toString());
    }
}
