package org.domainstats.answerformats;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/** One value of JSON, put together from its tokens, that is to be a row. */
final class ArrayElement {

    private int depth;
    private boolean whole;
    private boolean keyed;
    private @Nullable String name;
    private String first = "";

    void take(JsonToken token, JsonParser parser) throws IOException {
        if (first.isEmpty()) {
            first = token.isStructStart() ? token.asString() : parser.getText();
        }
        switch (token) {
            case START_OBJECT, START_ARRAY -> {
                depth++;
                keyed = false;
            }
            case END_OBJECT, END_ARRAY -> depth--;
            case FIELD_NAME -> keyed = depth == 1 && RowJson.KEYS.contains(parser.currentName());
            case VALUE_STRING -> string(parser.getText());
            default -> keyed = false;
        }
        whole = depth == 0;
    }

    private void string(String text) {
        if (name == null && (depth == 0 || keyed)) {
            name = text;
        }
        keyed = false;
    }

    boolean isWhole() {
        return whole;
    }

    Row row() {
        return name == null ? Row.bad(first) : Row.name(name);
    }
}
