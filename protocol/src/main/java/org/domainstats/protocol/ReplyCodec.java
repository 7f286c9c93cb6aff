package org.domainstats.protocol;

import com.fasterxml.jackson.core.JsonGenerator;

import org.domainstats.model.FeedVersion;
import org.domainstats.protocol.Json.NotJson;
import org.domainstats.protocol.Reply.Config;
import org.domainstats.protocol.Reply.Healthcheck;
import org.domainstats.protocol.Reply.Identified;
import org.domainstats.protocol.Reply.Refused;
import org.domainstats.protocol.Reply.Told;
import org.domainstats.protocol.Reply.Version;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Replies between our own programs to bytes and back. */
public final class ReplyCodec {

    /** A week: a client that is told nonsense must still come back. */
    private static final int LONGEST_INTERVAL = 10_080;

    private ReplyCodec() {}

    /**
     * What the bytes answer to a request of that action; a {@link Malformed} if they are no such
     * reply. Never throws.
     *
     * @param received the instant that stands for a first contact whose instant is not told
     */
    public static Identified decode(
            Action action, byte[] bytes, int offset, int length, Instant received) {
        return decode(bytes, offset, length, received, id -> action);
    }

    /** The same where the id in the reply says what was asked. */
    public static Identified decode(
            byte[] bytes, int offset, int length, Instant received, Asked asked) {
        if (length > Limits.DATAGRAM) {
            return malformed("longer than " + Limits.DATAGRAM + " bytes");
        }
        try {
            Fields fields = Fields.of(bytes, offset, length);
            // A request sent back to its sender has a valid id and a valid MAC.
            if (fields.has("action")) {
                return malformed("a request, not a reply");
            }
            MessageId id = fields.id();
            Action action = asked.with(id);
            return action == null
                    ? malformed("nothing was asked with that id")
                    : new Identified(id, decode(action, fields, received));
        } catch (NotJson e) {
            return malformed(e.reason());
        }
    }

    /** Knows what was asked. */
    @FunctionalInterface
    public interface Asked {

        /** The action of the request with an id, or null if there is none. */
        @Nullable Action with(@Nullable MessageId id);
    }

    private static Identified malformed(String reason) {
        return new Identified(null, new Malformed(reason));
    }

    private static Reply decode(Action action, Fields fields, Instant received) throws NotJson {
        if (fields.has("error")) {
            return new Refused(
                    fields.text("error", Limits.TEXT),
                    (int) fields.numberOr("timeout", 0, 0, Integer.MAX_VALUE));
        }
        return switch (action) {
            case CONFIG ->
                    new Config(
                            fields.texts("prohibited_tlds", Limits.LIST),
                            fields.textOrNull("fatal_message", Limits.TEXT));
            case VERSION -> new Version(version(fields.text("version", Limits.TEXT)));
            case HEALTHCHECK ->
                    new Healthcheck((int) fields.number("interval", 1, LONGEST_INTERVAL));
            case QUERY -> ToldCodec.read(fields, received);
            case UPDATE -> throw new NotJson("an update has no reply");
        };
    }

    static FeedVersion version(String text) throws NotJson {
        try {
            return FeedVersion.of(text);
        } catch (IllegalArgumentException e) {
            throw new NotJson("version is not major.minor");
        }
    }

    /**
     * The reply as bytes without an id, which {@link #withId} puts in: so a server renders what it
     * says often once.
     */
    public static byte[] encode(Reply reply) {
        return Json.write(json -> write(json, reply));
    }

    private static void write(JsonGenerator json, Reply reply) throws IOException {
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
            case Told told -> ToldCodec.write(json, told);
            case Refused refused -> {
                json.writeStringField("error", refused.error());
                json.writeNumberField("timeout", refused.timeoutMinutes());
            }
            case Malformed malformed ->
                    throw new IllegalArgumentException("nobody sends a malformed reply");
        }
    }

    /** The same object with the id as its first member. */
    public static byte[] withId(byte[] reply, MessageId id) {
        byte[] start = ("{\"id\":\"" + id.text() + "\",").getBytes(StandardCharsets.US_ASCII);
        byte[] whole = new byte[start.length + reply.length - 1];
        System.arraycopy(start, 0, whole, 0, start.length);
        System.arraycopy(reply, 1, whole, start.length, reply.length - 1);
        return whole;
    }
}
