package org.domainstats.answerformats;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/** One compact JSON object being written. A value that is not known is left out, never null. */
public final class JsonObject {

    private final StringBuilder json = new StringBuilder(512).append('{');

    public JsonObject text(String key, @Nullable String value) {
        if (value != null) {
            Json.quote(key(key), value);
        }
        return this;
    }

    public JsonObject texts(String key, List<String> values) {
        Json.array(key(key), values, ",");
        return this;
    }

    public JsonObject instant(String key, @Nullable Instant value) {
        return text(key, value == null ? null : DialectDates.iso(value));
    }

    public JsonObject flag(String key, boolean value) {
        key(key).append(value);
        return this;
    }

    public JsonObject number(String key, long value) {
        key(key).append(value);
        return this;
    }

    public JsonObject decimal(String key, double value) {
        key(key).append(Json.decimal(value));
        return this;
    }

    /** A value that is JSON already. */
    public JsonObject raw(String key, String value) {
        key(key).append(value);
        return this;
    }

    public String end() {
        return json.append('}').toString();
    }

    private StringBuilder key(String key) {
        if (json.length() > 1) {
            json.append(',');
        }
        return Json.quote(json, key).append(':');
    }
}
