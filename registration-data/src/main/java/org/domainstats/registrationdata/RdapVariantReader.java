package org.domainstats.registrationdata;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.domainstats.registrationdata.RdapObject.Variant;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads the variants of a domain (RFC 9083, section 5.3): groups of names, each with its relations
 * to the domain of the record.
 */
final class RdapVariantReader {

    /** The relations by which a variant is registered along with the domain, or by itself. */
    private static final Set<String> REGISTERED = Set.of("registered", "conjoined");

    private static final int MOST = 256;

    private final JsonParser json;
    private final List<Variant> variants = new ArrayList<>();

    private RdapVariantReader(JsonParser json) {
        this.json = json;
    }

    /**
     * The variants of the value that the parser is at; it is at the end of the value afterwards.
     */
    static List<Variant> read(JsonParser json) throws IOException {
        RdapVariantReader reader = new RdapVariantReader(json);
        if (json.currentToken() == JsonToken.START_OBJECT) {
            reader.group();
        } else if (json.currentToken() == JsonToken.START_ARRAY) {
            while (json.nextToken() != JsonToken.END_ARRAY && json.currentToken() != null) {
                if (json.currentToken() == JsonToken.START_OBJECT) {
                    reader.group();
                } else {
                    json.skipChildren();
                }
            }
        }
        return reader.variants;
    }

    private void group() throws IOException {
        Set<String> relations = new HashSet<>();
        List<String> names = new ArrayList<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName().toLowerCase(Locale.ROOT);
            json.nextToken();
            switch (field) {
                case "relation" -> strings("", relations);
                case "variantnames" -> strings("name", names);
                default -> json.skipChildren();
            }
        }
        // One that gives no relation lists its names as those of the domain.
        boolean registered =
                relations.isEmpty() || relations.stream().anyMatch(REGISTERED::contains);
        for (String name : names) {
            if (variants.size() < MOST) {
                variants.add(new Variant(name, registered));
            }
        }
    }

    /** Every string within the present value that is of a field with this ending, or of none. */
    private void strings(String ending, Collection<String> into) throws IOException {
        int depth = 0;
        do {
            JsonToken token = json.currentToken();
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (token == JsonToken.VALUE_STRING && into.size() < MOST && isOf(ending)) {
                into.add(ending.isEmpty() ? lower(json.getText()) : json.getText().strip());
            }
        } while (depth > 0 && json.nextToken() != null);
    }

    private boolean isOf(String ending) throws IOException {
        String field = json.currentName();
        return field == null || lower(field).endsWith(ending);
    }

    private static String lower(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
