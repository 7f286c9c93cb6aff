package org.domainstats.registrationdata;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.domainstats.registrationdata.RdapObject.Event;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A WHOIS reply in JSON, as lines of label and value. It takes what the object says of itself;
 * whatever lies below is somebody else's (contacts, registrars), but for what only wraps it.
 */
final class JsonReply {

    private static final int DEEPEST_WRAPPER = 3;
    private static final int MOST_EVENTS = 256;

    private final JsonParser json;
    private final RecordLines lines = new RecordLines();

    private JsonReply(JsonParser json) {
        this.json = json;
    }

    static boolean is(String reply) {
        return beginning(reply) >= 0;
    }

    /** Where the JSON begins, after remarks if there are any; -1 if a reply is none. */
    private static int beginning(String reply) {
        int at = blanksEnd(reply, 0);
        while (at < reply.length() && "%#".indexOf(reply.charAt(at)) >= 0) {
            while (at < reply.length() && "\r\n".indexOf(reply.charAt(at)) < 0) {
                at++;
            }
            at = blanksEnd(reply, at);
        }
        // A bracket alone heads a part in some plain replies.
        boolean list = reply.startsWith("[", at);
        return reply.startsWith("{", list ? blanksEnd(reply, at + 1) : at) ? at : -1;
    }

    private static int blanksEnd(String reply, int from) {
        int at = from;
        while (at < reply.length() && " \t\r\n\ufeff".indexOf(reply.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    /**
     * The lines that a plain reply would have: the names of the domain first, and parties last, as
     * members of an object come in any order.
     *
     * @throws IOException if it is broken, and so perhaps cut off
     */
    static String lines(String reply) throws IOException {
        String text = reply.substring(beginning(reply));
        try (JsonParser json = RdapJson.FACTORY.createParser(text)) {
            JsonReply object = new JsonReply(json);
            boolean listed = json.nextToken() == JsonToken.START_ARRAY;
            if (listed) {
                json.nextToken();
            }
            object.members(0);
            if (listed && json.nextToken() != JsonToken.END_ARRAY) {
                throw new IOException("a list of several records");
            }
            return object.lines.text();
        }
    }

    private void members(int depth) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            List<String> label = NormalizedWords.of(json.currentName());
            json.nextToken();
            member(label, depth);
        }
    }

    private void member(List<String> label, int depth) throws IOException {
        switch (json.currentToken()) {
            case START_OBJECT -> object(label, depth);
            case START_ARRAY -> array(label);
            case VALUE_TRUE, VALUE_FALSE -> lines.yesOrNo(label, json.getBooleanValue());
            case VALUE_NULL -> {}
            default -> lines.value(label, json.getText());
        }
    }

    private void object(List<String> label, int depth) throws IOException {
        if (RecordLines.isWrapper(label) && depth < DEEPEST_WRAPPER) {
            members(depth + 1);
        } else {
            json.skipChildren();
            lines.party(label);
        }
    }

    /** Of a list, its values count, and the events of RDAP. */
    private void array(List<String> label) throws IOException {
        if (label.equals(List.of("events"))) {
            events();
            return;
        }
        boolean any = false;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            switch (json.currentToken()) {
                case START_OBJECT, START_ARRAY -> json.skipChildren();
                case VALUE_STRING -> lines.value(label, json.getText());
                default -> {}
            }
            any = true;
        }
        if (any) {
            lines.party(label);
        }
    }

    private void events() throws IOException {
        List<Event> events = new ArrayList<>();
        RdapEventReader.read(json, MOST_EVENTS, events);
        for (Event event : events) {
            lines.value(NormalizedWords.of(event.action()), event.date());
        }
    }
}
