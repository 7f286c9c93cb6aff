package org.domainstats.server;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The part of JSON Schema that our description uses. A keyword that it does not know is a fault, so
 * that no rule is written down without being checked.
 */
final class Schema {

    private static final List<String> DOCUMENTATION = List.of("description", "examples", "default");

    private final JsonNode document;
    private final List<String> faults = new ArrayList<>();

    private Schema(JsonNode document) {
        this.document = document;
    }

    /** What is wrong with a value by the schema of that name. */
    static List<String> faults(JsonNode document, String name, JsonNode value) {
        Schema schema = new Schema(document);
        schema.check(document.at("/components/schemas/" + name), value, name);
        return schema.faults;
    }

    private void check(JsonNode schema, JsonNode value, String at) {
        for (Map.Entry<String, JsonNode> rule : schema.properties()) {
            if (!DOCUMENTATION.contains(rule.getKey())) {
                check(rule.getKey(), rule.getValue(), schema, value, at);
            }
        }
    }

    private void check(String rule, JsonNode ruled, JsonNode schema, JsonNode value, String at) {
        switch (rule) {
            case "$ref" -> check(document.at(ruled.asText().substring(1)), value, at);
            case "type" -> expect(isOfType(ruled, value), at + " is no " + ruled);
            case "enum" -> expect(contains(ruled, value), at + " is none of " + ruled);
            case "minimum" -> expect(value.asDouble() >= ruled.asDouble(), at + " is too small");
            case "format" -> expect(isInstant(value), at + " is no " + ruled);
            case "items" -> value.forEach(item -> check(ruled, item, at + "[]"));
            case "required" ->
                    ruled.forEach(key -> expect(value.has(key.asText()), at + " lacks " + key));
            case "properties" ->
                    ruled.properties().stream()
                            .filter(property -> value.has(property.getKey()))
                            .forEach(
                                    property ->
                                            check(
                                                    property.getValue(),
                                                    value.get(property.getKey()),
                                                    at + "." + property.getKey()));
            case "unevaluatedProperties" ->
                    value.fieldNames()
                            .forEachRemaining(
                                    key ->
                                            expect(
                                                    schema.get("properties").has(key),
                                                    at + "." + key + " is not described"));
            default -> faults.add("nobody checks " + rule + " at " + at);
        }
    }

    private void expect(boolean holds, String fault) {
        if (!holds) {
            faults.add(fault);
        }
    }

    private static boolean isOfType(JsonNode types, JsonNode value) {
        return types.isArray()
                ? contains(types, value.getNodeType().name())
                : contains(types, value);
    }

    private static boolean contains(JsonNode array, String word) {
        for (JsonNode element : array) {
            if (element.asText().equalsIgnoreCase(word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(JsonNode rule, JsonNode value) {
        if (rule.isArray()) {
            return contains(rule, value.asText());
        }
        return switch (rule.asText()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "boolean" -> value.isBoolean();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            default -> false;
        };
    }

    private static boolean isInstant(JsonNode value) {
        try {
            Instant.parse(value.asText());
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
