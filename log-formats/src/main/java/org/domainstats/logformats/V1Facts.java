package org.domainstats.logformats;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Facts out of an answer in the words of {@code /v1}. */
public final class V1Facts {

    private static final JsonFactory FACTORY = new JsonFactory();

    private V1Facts() {}

    /**
     * The facts of an answer. What is of another type than it should be is left out.
     *
     * @throws IOException if it is no object
     */
    public static NameFacts parse(String line) throws IOException {
        Map<FactField, List<String>> values = new EnumMap<>(FactField.class);
        try (JsonParser parser = FACTORY.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("an answer that is no object of JSON");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                @Nullable FactField field = FactField.of(parser.currentName());
                JsonToken token = parser.nextToken();
                List<String> found = values(parser, token);
                if (field != null && !found.isEmpty() && isOf(field.kind(), token)) {
                    values.put(field, found);
                }
            }
        }
        return new NameFacts(values);
    }

    private static List<String> values(JsonParser parser, JsonToken token) throws IOException {
        if (token == JsonToken.START_OBJECT) {
            parser.skipChildren();
            return List.of();
        }
        if (token != JsonToken.START_ARRAY) {
            return List.of(parser.getText());
        }
        List<String> values = new ArrayList<>();
        for (JsonToken each = parser.nextToken();
                each != JsonToken.END_ARRAY;
                each = parser.nextToken()) {
            if (each.isStructStart()) {
                parser.skipChildren();
            } else {
                values.add(parser.getText());
            }
        }
        return List.copyOf(values);
    }

    private static boolean isOf(FactField.Kind kind, JsonToken token) {
        return switch (kind) {
            case TEXT, INSTANT -> token == JsonToken.VALUE_STRING;
            case FLAG -> token.isBoolean();
            case COUNT -> token == JsonToken.VALUE_NUMBER_INT;
            case DECIMAL -> token.isNumeric();
            case TEXTS -> token == JsonToken.START_ARRAY;
        };
    }
}
