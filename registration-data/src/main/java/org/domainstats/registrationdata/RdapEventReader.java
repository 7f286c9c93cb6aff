package org.domainstats.registrationdata;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.domainstats.registrationdata.RdapObject.Event;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Reads the events of RDAP (RFC 9083, section 4.5), also in replies that are RDAP in part only. */
final class RdapEventReader {

    private RdapEventReader() {}

    /**
     * Adds the events of the value that the parser is at, which is an array of them, one by itself,
     * or an object with each under a key of its own. Actions are in lower case; what lacks action
     * or date is left out. The parser is at the end of the value afterwards.
     */
    static void read(JsonParser json, int most, List<Event> into) throws IOException {
        String action = null;
        String date = null;
        JsonToken end =
                json.currentToken() == JsonToken.START_OBJECT
                        ? JsonToken.END_OBJECT
                        : JsonToken.END_ARRAY;
        if (!json.currentToken().isStructStart()) {
            return;
        }
        while (json.nextToken() != end && json.currentToken() != null) {
            String field = json.currentName() == null ? "" : json.currentName();
            if (json.currentToken() == JsonToken.FIELD_NAME) {
                continue;
            }
            switch (field.toLowerCase(Locale.ROOT)) {
                case "eventaction" -> action = scalar(json);
                case "eventdate" -> date = scalar(json);
                case "links" -> json.skipChildren();
                default -> read(json, most, into);
            }
        }
        if (action != null && date != null && into.size() < most) {
            into.add(new Event(action.toLowerCase(Locale.ROOT), date));
        }
    }

    /**
     * The text of a string, number or boolean, or of the first in an array or object, as PHP writes
     * a date; null for anything else and for blanks.
     */
    static @Nullable String scalar(JsonParser json) throws IOException {
        String text = null;
        int depth = 0;
        do {
            JsonToken token = json.currentToken();
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            text = text == null && token.isScalarValue() ? json.getValueAsString() : text;
        } while (depth > 0 && json.nextToken() != null);
        return text == null || text.isBlank() ? null : text.strip();
    }
}
