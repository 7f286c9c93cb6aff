package org.domainstats.protocol;

import com.fasterxml.jackson.databind.JsonNode;

import org.domainstats.model.FeedVersion;
import org.domainstats.protocol.JsonParser.NotJson;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** The members of a JSON object, each taken as what it must be. */
public final class JsonFields {

    private final JsonNode object;

    private JsonFields(JsonNode object) {
        this.object = object;
    }

    public static JsonFields of(byte[] bytes, int offset, int length) throws NotJson {
        return new JsonFields(JsonParser.object(bytes, offset, length));
    }

    public static JsonFields of(JsonNode node, String what) throws NotJson {
        if (!node.isObject()) {
            throw new NotJson(what + " is not an object");
        }
        return new JsonFields(node);
    }

    boolean has(String key) {
        return object.has(key);
    }

    public @Nullable JsonNode node(String key) {
        return object.get(key);
    }

    public String text(String key, int longest) throws NotJson {
        String text = textOrNull(key, longest);
        if (text == null) {
            throw new NotJson(key + " is missing");
        }
        return text;
    }

    @Nullable String textOrNull(String key, int longest) throws NotJson {
        JsonNode node = object.get(key);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isTextual()) {
            throw new NotJson(key + " is not a string");
        }
        if (node.textValue().length() > longest) {
            throw new NotJson(key + " is longer than " + longest + " characters");
        }
        return node.textValue();
    }

    public long number(String key, long least, long most) throws NotJson {
        JsonNode node = object.get(key);
        if (node == null) {
            throw new NotJson(key + " is missing");
        }
        return number(node, key, least, most);
    }

    long numberOr(String key, long otherwise, long least, long most) throws NotJson {
        return object.has(key) ? number(key, least, most) : otherwise;
    }

    private static long number(JsonNode node, String key, long least, long most) throws NotJson {
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw new NotJson(key + " is not a whole number");
        }
        long value = node.longValue();
        if (value < least || value > most) {
            throw new NotJson(key + " is not within " + least + " to " + most);
        }
        return value;
    }

    public FeedVersion version(String key) throws NotJson {
        return version(text(key, MessageLimits.TEXT), key);
    }

    static FeedVersion version(String text, String key) throws NotJson {
        try {
            return FeedVersion.of(text);
        } catch (IllegalArgumentException e) {
            throw new NotJson(key + " is not major.minor");
        }
    }

    List<Long> counters(String key, int longest) throws NotJson {
        List<Long> numbers = new ArrayList<>();
        for (JsonNode item : list(key, longest)) {
            numbers.add(number(item, key, 0, Long.MAX_VALUE));
        }
        return numbers;
    }

    List<String> texts(String key, int longest) throws NotJson {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : list(key, longest)) {
            if (!item.isTextual() || item.textValue().length() > MessageLimits.TEXT) {
                throw new NotJson(key + " holds something else than short strings");
            }
            texts.add(item.textValue());
        }
        return texts;
    }

    /** The items of a list; none if the key is missing. */
    public Iterable<JsonNode> list(String key, int longest) throws NotJson {
        JsonNode list = object.get(key);
        if (list == null || list.isNull()) {
            return List.of();
        }
        if (!list.isArray() || list.size() > longest) {
            throw new NotJson(key + " is not a list of at most " + longest);
        }
        return list;
    }

    @Nullable MessageId id() throws NotJson {
        String text = textOrNull("id", MessageLimits.TEXT);
        if (text == null) {
            return null;
        }
        if (!MessageId.isValid(text)) {
            throw new NotJson("id is not 8 to 32 base64url characters");
        }
        return new MessageId(text);
    }
}
