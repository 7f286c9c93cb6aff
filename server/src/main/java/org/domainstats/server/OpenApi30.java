package org.domainstats.server;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.util.List;
import java.util.Map;

/**
 * A description in OpenAPI 3.1, said in OpenAPI 3.0.3 for the programs that know no other: Shuffle,
 * Tines, n8n. What 3.0 has no word for is left out.
 */
final class OpenApi30 {

    private static final String VERSION = "3.0.3";

    private OpenApi30() {}

    static JsonObject of(JsonObject document) {
        JsonObject changed = object(document);
        changed.put("openapi", VERSION);
        JsonObject info = changed.getJsonObject("info");
        info.remove("summary");
        JsonObject license = info.getJsonObject("license");
        license.remove("identifier");
        license.put("url", "https://www.apache.org/licenses/LICENSE-2.0.html");
        return changed;
    }

    private static Object value(Object value) {
        return switch (value) {
            case JsonObject object -> object(object);
            case JsonArray array -> {
                JsonArray changed = new JsonArray();
                array.forEach(each -> changed.add(value(each)));
                yield changed;
            }
            default -> value;
        };
    }

    private static JsonObject object(JsonObject object) {
        JsonObject changed = new JsonObject();
        if (object.containsKey("$ref")) {
            // What stands beside a reference does not count in 3.0.
            return changed.put("$ref", object.getString("$ref"));
        }
        for (Map.Entry<String, Object> member : object) {
            put(changed, member.getKey(), member.getValue());
        }
        return changed;
    }

    private static void put(JsonObject changed, String key, Object value) {
        switch (key) {
            case "unevaluatedProperties" -> changed.put("additionalProperties", value(value));
            case "const" -> changed.put("enum", new JsonArray().add(value));
            case "type" -> putType(changed, value);
            case "examples" -> putExamples(changed, value);
            default -> changed.put(key, value(value));
        }
    }

    /** A list of types, one of which may be null. */
    private static void putType(JsonObject changed, Object value) {
        if (!(value instanceof JsonArray types)) {
            changed.put("type", value(value));
            return;
        }
        List<Object> others =
                types.stream()
                        .map(Object.class::cast)
                        .filter(each -> !each.equals("null"))
                        .toList();
        if (others.size() < types.size()) {
            changed.put("nullable", true);
        }
        if (others.size() == 1) {
            changed.put("type", others.getFirst());
        } else {
            JsonArray alternatives = new JsonArray();
            others.forEach(each -> alternatives.add(new JsonObject().put("type", each)));
            changed.put("anyOf", alternatives);
        }
    }

    /** Schemas have a list of examples in 3.1 and one in 3.0; elsewhere they have names. */
    private static void putExamples(JsonObject changed, Object value) {
        if (value instanceof JsonArray examples) {
            changed.put("example", value(examples.getValue(0)));
        } else {
            changed.put("examples", value(value));
        }
    }
}
