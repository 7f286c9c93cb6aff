package org.domainstats.registrationdata;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;

import org.domainstats.registrationdata.RdapObject.Event;
import org.domainstats.registrationdata.RdapObject.Variant;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Bytes to {@link RdapObject}. It streams, and skips what it does not need, so that a hostile reply
 * costs no more memory than its own length.
 */
final class RdapJson {

    /** The deepest real replies (nested entities with vCards) have about 20 levels. */
    private static final int DEEPEST = 100;

    private static final int LONGEST_REPLY = 1 << 20;

    /** Enough for every notice that we look for, and a bound on what we search in. */
    private static final int MOST_WORDS = 8_192;

    private static final int MOST_ITEMS = 256;

    static final JsonFactory FACTORY =
            new JsonFactoryBuilder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(DEEPEST)
                                    .maxDocumentLength(LONGEST_REPLY)
                                    .maxStringLength(LONGEST_REPLY)
                                    .maxNameLength(1_024)
                                    .maxNumberLength(100)
                                    .build())
                    // Raw line breaks or \' in remarks must not cost us a date.
                    .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                    .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
                    .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                    .build();

    /** Links and types in notices are not words for people. */
    private static final Set<String> NOT_WORDS = Set.of("href", "value", "rel", "type", "media");

    private final JsonParser json;
    private final List<Event> events = new ArrayList<>();
    private final List<String> statuses = new ArrayList<>();
    private final StringBuilder words = new StringBuilder();
    private List<Variant> variants = List.of();
    private @Nullable String objectClass;
    private @Nullable String ldhName;
    private @Nullable String unicodeName;
    private @Nullable String errorCode;

    private RdapJson(JsonParser json) {
        this.json = json;
    }

    /**
     * Reads a reply.
     *
     * @throws IOException if it is no JSON object, or one too deep or too long
     */
    static RdapObject parse(byte[] reply) throws IOException {
        // One stray Latin-1 byte in a contact must not cost us a date either.
        String text = new String(reply, StandardCharsets.UTF_8);
        try (JsonParser json =
                FACTORY.createParser(text.startsWith("\ufeff") ? text.substring(1) : text)) {
            return new RdapJson(json).reply();
        }
    }

    /** The object of the reply, or of the list with one object that some send. */
    private RdapObject reply() throws IOException {
        boolean listed = json.nextToken() == JsonToken.START_ARRAY;
        if (listed) {
            json.nextToken();
        }
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new IOException("not a JSON object");
        }
        RdapObject object = object();
        if (listed && json.nextToken() != JsonToken.END_ARRAY) {
            throw new IOException("a list of several objects");
        }
        return object;
    }

    private RdapObject object() throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName().toLowerCase(Locale.ROOT);
            json.nextToken();
            switch (field) {
                case "objectclassname" -> objectClass = RdapEventReader.scalar(json);
                case "ldhname" -> ldhName = RdapEventReader.scalar(json);
                case "unicodename" -> unicodeName = RdapEventReader.scalar(json);
                case "errorcode" -> errorCode = RdapEventReader.scalar(json);
                case "variants" -> variants = RdapVariantReader.read(json);
                case "status" -> statuses();
                case "events" -> RdapEventReader.read(json, MOST_ITEMS, events);
                case "title", "description", "notices", "remarks" -> words();
                // What servers and the gateways before them send in place of RDAP's own error.
                case "error", "message", "detail" -> words();
                default -> json.skipChildren();
            }
        }
        return new RdapObject(
                objectClass,
                ldhName != null ? ldhName : unicodeName,
                variants,
                errorCode,
                events,
                statuses,
                words.toString());
    }

    private void statuses() throws IOException {
        int depth = 0;
        do {
            depth += step(json.currentToken());
            if (json.currentToken() == JsonToken.VALUE_STRING && statuses.size() < MOST_ITEMS) {
                statuses.add(json.getText().strip().toLowerCase(Locale.ROOT));
            }
        } while (depth > 0 && json.nextToken() != null);
    }

    /** Notices are an array of objects, but come as one object or as bare strings too. */
    private void words() throws IOException {
        int depth = 0;
        do {
            depth += step(json.currentToken());
            String field = json.currentName();
            if (json.currentToken() == JsonToken.VALUE_STRING
                    && words.length() < MOST_WORDS
                    && (field == null || !NOT_WORDS.contains(field))) {
                String text = json.getText();
                words.append(text, 0, Math.min(text.length(), MOST_WORDS - words.length()))
                        .append('\n');
            }
        } while (depth > 0 && json.nextToken() != null);
    }

    private static int step(JsonToken token) {
        return token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    }
}
