package org.domainstats.server;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/** One compact JSON object being written. A value that is not known is left out, never null. */
final class JsonObject {

    private final StringBuilder json = new StringBuilder(512).append('{');

    JsonObject text(String key, @Nullable String value) {
        if (value != null) {
            Json.quote(key(key), value);
        }
        return this;
    }

    JsonObject texts(String key, List<String> values) {
        Json.array(key(key), values, ",");
        return this;
    }

    JsonObject instant(String key, @Nullable Instant value) {
        return text(key, value == null ? null : DialectDates.iso(value));
    }

    JsonObject flag(String key, boolean value) {
        key(key).append(value);
        return this;
    }

    JsonObject number(String key, long value) {
        key(key).append(value);
        return this;
    }

    JsonObject decimal(String key, double value) {
        key(key).append(Json.decimal(value));
        return this;
    }

    /** A value that is JSON already. */
    JsonObject raw(String key, String value) {
        key(key).append(value);
        return this;
    }

    String end() {
        return json.append('}').toString();
    }

    private StringBuilder key(String key) {
        if (json.length() > 1) {
            json.append(',');
        }
        return Json.quote(json, key).append(':');
    }
}
