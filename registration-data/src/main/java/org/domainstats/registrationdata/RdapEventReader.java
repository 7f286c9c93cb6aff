package org.domainstats.registrationdata;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.domainstats.registrationdata.RdapObject.Event;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Locale;

/** Reads one event of RDAP (RFC 9083, section 4.5), also in replies that are RDAP in part only. */
final class RdapEventReader {

    private RdapEventReader() {}

    /**
     * The event of the object that the parser is at, with its action in lower case; null if it
     * lacks action or date. The parser is at the end of the object afterwards.
     */
    static @Nullable Event read(JsonParser json) throws IOException {
        String action = null;
        String date = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName().toLowerCase(Locale.ROOT);
            json.nextToken();
            switch (field) {
                case "eventaction" -> action = scalar(json);
                case "eventdate" -> date = scalar(json);
                default -> json.skipChildren();
            }
        }
        return action == null || date == null
                ? null
                : new Event(action.toLowerCase(Locale.ROOT), date);
    }

    /** The text of a string, number or boolean; null for anything else and for blanks. */
    static @Nullable String scalar(JsonParser json) throws IOException {
        if (json.currentToken().isStructStart()) {
            json.skipChildren();
            return null;
        }
        String text = json.getValueAsString();
        return text == null || text.isBlank() ? null : text.strip();
    }
}
