package org.domainstats.registrationdata;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.domainstats.model.DomainName;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A WHOIS reply in JSON, as lines of label and value. It takes what the object says of itself;
 * whatever lies below is somebody else's (contacts, registrars), but for what only wraps it.
 */
final class JsonReply {

    /** Names of members that hold the record itself. */
    private static final Set<String> WRAPPERS =
            Set.of("data", "result", "response", "record", "whois", "domain info", "dates", "info");

    /** Names of members that hold a sentence. */
    private static final Set<String> SENTENCES =
            Set.of("error", "message", "title", "description", "reason", "detail", "notice");

    /** Names of members that say by yes or no how a name is. */
    private static final Set<String> YES_OR_NO = Set.of("available", "registered");

    /** Those where only yes says anything. */
    private static final Set<String> YES = Set.of("reserved", "blocked", "premium", "restricted");

    private static final int DEEPEST_WRAPPER = 3;
    private static final int LONGEST = 400;

    private final JsonParser json;
    private final List<String> names = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final List<String> parties = new ArrayList<>();

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
            return object.text();
        }
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (List<String> part : List.of(names, lines, parties)) {
            part.forEach(line -> text.append(line).append('\n'));
        }
        return text.toString();
    }

    private void members(int depth) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            List<String> label = NormalizedWords.of(json.currentName());
            json.nextToken();
            member(label, depth);
        }
    }

    private void member(List<String> label, int depth) throws IOException {
        String name = String.join(" ", label);
        switch (json.currentToken()) {
            case START_OBJECT -> object(label, name, depth);
            case START_ARRAY -> array(label, name);
            case VALUE_TRUE, VALUE_FALSE -> yesOrNo(name, json.getBooleanValue());
            case VALUE_NULL -> {}
            default -> value(label, name, json.getText());
        }
    }

    private void object(List<String> label, String name, int depth) throws IOException {
        boolean wraps = LabelMeanings.isSubject(label) || WRAPPERS.contains(name);
        if (wraps && depth < DEEPEST_WRAPPER) {
            members(depth + 1);
        } else {
            json.skipChildren();
            party(label, name);
        }
    }

    /** Of a list, its values count, and the events of RDAP. */
    private void array(List<String> label, String name) throws IOException {
        boolean any = false;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            switch (json.currentToken()) {
                case START_OBJECT -> element(name);
                case START_ARRAY -> json.skipChildren();
                case VALUE_STRING -> value(label, name, json.getText());
                default -> {}
            }
            any = true;
        }
        if (any) {
            party(label, name);
        }
    }

    private void element(String name) throws IOException {
        if (!name.equals("events")) {
            json.skipChildren();
            return;
        }
        String action = null;
        String date = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName().toLowerCase(Locale.ROOT);
            json.nextToken();
            switch (field) {
                case "eventaction" -> action = scalar();
                case "eventdate" -> date = scalar();
                default -> json.skipChildren();
            }
        }
        if (action != null && date != null) {
            value(NormalizedWords.of(action), String.join(" ", NormalizedWords.of(action)), date);
        }
    }

    private @Nullable String scalar() throws IOException {
        json.skipChildren();
        return json.getValueAsString();
    }

    private void yesOrNo(String name, boolean yes) {
        String state = name.startsWith("is ") ? name.substring(3) : name;
        if (YES_OR_NO.contains(state)) {
            lines.add("status: " + (yes ? "" : "not ") + state);
        } else if (yes && YES.contains(state)) {
            lines.add("status: " + state);
        }
    }

    private void value(List<String> label, String name, String text) {
        String value = oneLine(text);
        if (LabelMeanings.isSubject(label) || name.equals("name") && isDomain(value)) {
            names.add("domain: " + value);
        } else if (SENTENCES.contains(name)) {
            // The word before it keeps whatever it says from being read as label and value.
            lines.add("error " + value);
        } else if (LabelMeanings.isParty(label)) {
            parties.add(name + ": " + value);
        } else if (!label.isEmpty()) {
            lines.add(name + ": " + value);
        }
    }

    private void party(List<String> label, String name) {
        if (LabelMeanings.isParty(label)) {
            parties.add(name + ": told");
        }
    }

    private static boolean isDomain(String value) {
        return DomainName.of(value).filter(name -> name.ascii().indexOf('.') > 0).isPresent();
    }

    /** A value must not make lines of its own: people write some of them. */
    private static String oneLine(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST))
                .replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ")
                .strip();
    }
}
