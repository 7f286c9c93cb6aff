package org.domainstats.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;

import org.domainstats.model.FeedVersion;
import org.domainstats.protocol.CommunityRequest.Config;
import org.domainstats.protocol.CommunityRequest.Healthcheck;
import org.domainstats.protocol.CommunityRequest.Query;
import org.domainstats.protocol.CommunityRequest.StatedVersion;
import org.domainstats.protocol.CommunityRequest.Update;
import org.domainstats.protocol.CommunityRequest.Valid;
import org.domainstats.protocol.CommunityRequest.Version;
import org.domainstats.protocol.JsonParser.InvalidMessageException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Requests to bytes and back. */
public final class RequestCodec {

    /** The original's lists have 7 and 4 numbers; a later client may add some. */
    private static final int MAX_COUNTERS = 32;

    private RequestCodec() {}

    /** What the bytes ask for; {@link Malformed} if they are no request. Never throws. */
    public static CommunityRequest decode(byte[] bytes, int offset, int length) {
        if (length > MessageLimits.DATAGRAM) {
            return new Malformed("longer than " + MessageLimits.DATAGRAM + " bytes");
        }
        try {
            return decode(JsonFields.of(bytes, offset, length));
        } catch (InvalidMessageException e) {
            return new Malformed(e.reason());
        }
    }

    private static CommunityRequest decode(JsonFields fields) throws InvalidMessageException {
        Action action = Action.of(fields.text("action", MessageLimits.TEXT));
        if (action == null) {
            return new Malformed("unknown action");
        }
        MessageId id = fields.id();
        return switch (action) {
            case CONFIG -> new Config(id, version(fields, "database_version"), software(fields));
            case VERSION -> new Version(id);
            case HEALTHCHECK ->
                    new Healthcheck(
                            id,
                            fields.counters("memcache", MAX_COUNTERS),
                            fields.counters("netstats", MAX_COUNTERS));
            case QUERY ->
                    new Query(
                            id,
                            version(fields, "version"),
                            fields.text("domain", MessageLimits.DATAGRAM));
            case UPDATE ->
                    new Update(id, nameInRecord(fields.textOrNull("data", MessageLimits.DATAGRAM)));
        };
    }

    /** A version that cannot be read is none: a client must not fail for it. */
    private static StatedVersion version(JsonFields fields, String key) {
        JsonNode node = fields.node(key);
        if (node == null || !(node.isTextual() || node.isNumber())) {
            return StatedVersion.NONE;
        }
        String text = node.asText();
        if (text.length() > MessageLimits.JSON_NUMBER || !FeedVersion.isValid(text)) {
            return new StatedVersion(null, node.isNumber());
        }
        return new StatedVersion(FeedVersion.of(text), node.isNumber());
    }

    private static String software(JsonFields fields) throws InvalidMessageException {
        JsonNode node = fields.node("software_version");
        return node != null && node.isNumber()
                ? node.asText()
                : node == null ? "" : fields.text("software_version", MessageLimits.JSON_NAME);
    }

    /** The name in a WHOIS record written as JSON: a string, or the first of a list. */
    private static @Nullable String nameInRecord(@Nullable String record) {
        if (record == null) {
            return null;
        }
        byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
        try {
            JsonNode name = JsonFields.of(bytes, 0, bytes.length).node("domain_name");
            JsonNode first = name != null && name.isArray() ? name.get(0) : name;
            return first != null
                            && first.isTextual()
                            && first.textValue().length() <= MessageLimits.DOMAIN
                    ? first.textValue()
                    : null;
        } catch (InvalidMessageException e) {
            return null;
        }
    }

    public static byte[] encode(Valid request) {
        return JsonParser.write(json -> write(json, request));
    }

    private static void write(JsonGenerator json, Valid request) throws IOException {
        json.writeStringField("action", action(request).wireName());
        MessageId id = request.id();
        if (id != null) {
            json.writeStringField("id", id.text());
        }
        switch (request) {
            case Config config -> {
                writeVersion(json, "database_version", config.database());
                json.writeStringField("software_version", config.software());
            }
            case Version version -> {}
            case Healthcheck health -> {
                writeCounters(json, "memcache", health.cache());
                writeCounters(json, "netstats", health.answers());
            }
            case Query query -> {
                writeVersion(json, "version", query.version());
                json.writeStringField("domain", query.domain());
            }
            case Update update -> {}
        }
    }

    /** The action of a request. */
    public static Action action(Valid request) {
        return switch (request) {
            case Config config -> Action.CONFIG;
            case Version version -> Action.VERSION;
            case Healthcheck health -> Action.HEALTHCHECK;
            case Query query -> Action.QUERY;
            case Update update -> Action.UPDATE;
        };
    }

    private static void writeVersion(JsonGenerator json, String key, StatedVersion version)
            throws IOException {
        if (version.version() == null) {
            return;
        }
        if (version.asNumber()) {
            json.writeFieldName(key);
            json.writeNumber(version.version().toString());
        } else {
            json.writeStringField(key, version.version().toString());
        }
    }

    private static void writeCounters(JsonGenerator json, String key, Iterable<Long> counters)
            throws IOException {
        json.writeArrayFieldStart(key);
        for (long counter : counters) {
            json.writeNumber(counter);
        }
        json.writeEndArray();
    }
}
