package org.domainstats.protocol;

import com.fasterxml.jackson.databind.JsonNode;

import org.domainstats.model.FeedVersion;
import org.domainstats.protocol.JsonParser.InvalidMessageException;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** The members of a JSON object, each taken as what it must be. */
public final class JsonFields {

    private final JsonNode object;

    private JsonFields(JsonNode object) {
        this.object = object;
    }

    public static JsonFields of(byte[] bytes, int offset, int length)
            throws InvalidMessageException {
        return new JsonFields(JsonParser.object(bytes, offset, length));
    }

    public static JsonFields of(JsonNode node, String what) throws InvalidMessageException {
        if (!node.isObject()) {
            throw new InvalidMessageException(what + " is not an object");
        }
        return new JsonFields(node);
    }

    boolean has(String key) {
        return object.has(key);
    }

    public @Nullable JsonNode node(String key) {
        return object.get(key);
    }

    public String text(String key, int maxLength) throws InvalidMessageException {
        String text = textOrNull(key, maxLength);
        if (text == null) {
            throw new InvalidMessageException(key + " is missing");
        }
        return text;
    }

    @Nullable String textOrNull(String key, int maxLength) throws InvalidMessageException {
        JsonNode node = object.get(key);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isTextual()) {
            throw new InvalidMessageException(key + " is not a string");
        }
        if (node.textValue().length() > maxLength) {
            throw new InvalidMessageException(key + " is longer than " + maxLength + " characters");
        }
        return node.textValue();
    }

    public long number(String key, long min, long max) throws InvalidMessageException {
        JsonNode node = object.get(key);
        if (node == null) {
            throw new InvalidMessageException(key + " is missing");
        }
        return number(node, key, min, max);
    }

    long numberOr(String key, long otherwise, long min, long max) throws InvalidMessageException {
        return object.has(key) ? number(key, min, max) : otherwise;
    }

    private static long number(JsonNode node, String key, long min, long max)
            throws InvalidMessageException {
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw new InvalidMessageException(key + " is not a whole number");
        }
        long value = node.longValue();
        if (value < min || value > max) {
            throw new InvalidMessageException(key + " is not within " + min + " to " + max);
        }
        return value;
    }

    public FeedVersion version(String key) throws InvalidMessageException {
        return version(text(key, MessageLimits.TEXT), key);
    }

    static FeedVersion version(String text, String key) throws InvalidMessageException {
        try {
            return FeedVersion.of(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidMessageException(key + " is not major.minor");
        }
    }

    List<Long> counters(String key, int maxLength) throws InvalidMessageException {
        List<Long> numbers = new ArrayList<>();
        for (JsonNode item : list(key, maxLength)) {
            numbers.add(number(item, key, 0, Long.MAX_VALUE));
        }
        return numbers;
    }

    List<String> texts(String key, int maxLength) throws InvalidMessageException {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : list(key, maxLength)) {
            if (!item.isTextual() || item.textValue().length() > MessageLimits.TEXT) {
                throw new InvalidMessageException(key + " holds something else than short strings");
            }
            texts.add(item.textValue());
        }
        return texts;
    }

    /** The items of a list; none if the key is missing. */
    public Iterable<JsonNode> list(String key, int maxLength) throws InvalidMessageException {
        JsonNode list = object.get(key);
        if (list == null || list.isNull()) {
            return List.of();
        }
        if (!list.isArray() || list.size() > maxLength) {
            throw new InvalidMessageException(key + " is not a list of at most " + maxLength);
        }
        return list;
    }

    @Nullable MessageId id() throws InvalidMessageException {
        String text = textOrNull("id", MessageLimits.TEXT);
        if (text == null) {
            return null;
        }
        if (!MessageId.isValid(text)) {
            throw new InvalidMessageException("id is not 8 to 32 base64url characters");
        }
        return new MessageId(text);
    }
}
