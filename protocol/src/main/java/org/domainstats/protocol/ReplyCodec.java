package org.domainstats.protocol;

import com.fasterxml.jackson.core.JsonGenerator;

import org.domainstats.protocol.CommunityReply.Config;
import org.domainstats.protocol.CommunityReply.ErrorReply;
import org.domainstats.protocol.CommunityReply.Healthcheck;
import org.domainstats.protocol.CommunityReply.Identified;
import org.domainstats.protocol.CommunityReply.QueryReply;
import org.domainstats.protocol.CommunityReply.Version;
import org.domainstats.protocol.JsonParser.InvalidMessageException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Replies between our own programs to bytes and back. */
public final class ReplyCodec {

    /** A week: a client that received nonsense must still come back. */
    private static final int MAX_INTERVAL = 10_080;

    private ReplyCodec() {}

    /**
     * What the bytes answer to a request of that action; a {@link Malformed} if they are no such
     * reply. Never throws.
     *
     * @param received the instant that stands for a first contact without an instant
     */
    public static Identified decode(
            Action action, byte[] bytes, int offset, int length, Instant received) {
        return decode(bytes, offset, length, received, id -> action);
    }

    /** Decodes a reply to whichever pending request has its id. */
    public static Identified decode(
            byte[] bytes, int offset, int length, Instant received, PendingRequests pending) {
        if (length > MessageLimits.DATAGRAM) {
            return malformed("longer than " + MessageLimits.DATAGRAM + " bytes");
        }
        try {
            JsonFields fields = JsonFields.of(bytes, offset, length);
            // A request sent back to its sender has a valid id and a valid MAC.
            if (fields.has("action")) {
                return malformed("a request, not a reply");
            }
            MessageId id = fields.id();
            Action action = pending.actionOf(id);
            return action == null
                    ? malformed("no request with that id is pending")
                    : new Identified(id, decode(action, fields, received));
        } catch (InvalidMessageException e) {
            return malformed(e.reason());
        }
    }

    /** The requests that have had no reply yet. */
    @FunctionalInterface
    public interface PendingRequests {

        /** The action of the request with an id, or null if there is none. */
        @Nullable Action actionOf(@Nullable MessageId id);
    }

    private static Identified malformed(String reason) {
        return new Identified(null, new Malformed(reason));
    }

    private static CommunityReply decode(Action action, JsonFields fields, Instant received)
            throws InvalidMessageException {
        if (fields.has("error")) {
            return new ErrorReply(
                    fields.text("error", MessageLimits.TEXT),
                    (int) fields.numberOr("timeout", 0, 0, Integer.MAX_VALUE));
        }
        return switch (action) {
            case CONFIG ->
                    new Config(
                            fields.texts("prohibited_tlds", MessageLimits.LIST),
                            fields.textOrNull("fatal_message", MessageLimits.TEXT));
            case VERSION -> new Version(fields.version("version"));
            case HEALTHCHECK -> new Healthcheck((int) fields.number("interval", 1, MAX_INTERVAL));
            case QUERY -> QueryReplyCodec.read(fields, received);
            case UPDATE -> throw new InvalidMessageException("an update has no reply");
        };
    }

    /**
     * The reply as bytes without an id, which {@link #withId} puts in: so a server renders a
     * frequent reply once.
     */
    public static byte[] encode(CommunityReply reply) {
        return JsonParser.write(json -> write(json, reply));
    }

    private static void write(JsonGenerator json, CommunityReply reply) throws IOException {
        switch (reply) {
            case Config config -> {
                json.writeArrayFieldStart("prohibited_tlds");
                for (String tld : config.prohibitedTlds()) {
                    json.writeString(tld);
                }
                json.writeEndArray();
                if (config.fatalMessage() != null) {
                    json.writeStringField("fatal_message", config.fatalMessage());
                }
            }
            case Version version -> json.writeStringField("version", version.version().toString());
            case Healthcheck health -> json.writeNumberField("interval", health.intervalMinutes());
            case QueryReply answer -> QueryReplyCodec.write(json, answer);
            case ErrorReply error -> {
                json.writeStringField("error", error.error());
                json.writeNumberField("timeout", error.timeoutMinutes());
            }
            case Malformed malformed ->
                    throw new IllegalArgumentException("a malformed reply cannot be sent");
        }
    }

    /** The same object with the id as its first member. */
    public static byte[] withId(byte[] reply, MessageId id) {
        byte[] start = ("{\"id\":\"" + id.text() + "\",").getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = new byte[start.length + reply.length - 1];
        System.arraycopy(start, 0, bytes, 0, start.length);
        System.arraycopy(reply, 1, bytes, start.length, reply.length - 1);
        return bytes;
    }
}
