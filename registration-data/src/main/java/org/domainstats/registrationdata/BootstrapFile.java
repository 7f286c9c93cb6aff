package org.domainstats.registrationdata;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;

import org.domainstats.model.Printable;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * IANA's list of RDAP servers (RFC 9224): bytes to base URLs by name. A file with a single fault is
 * refused as a whole, as there is an older one to go on with, and half a list would turn registered
 * names into unknown ones.
 */
public final class BootstrapFile {

    /** Only for the message: where in the file we are. */
    private int entry;

    private final JsonParser json;
    private final Map<String, URI> bases = new HashMap<>();

    private BootstrapFile(JsonParser json) {
        this.json = json;
    }

    /**
     * Base URLs, each with a slash at its end, by lower-case name without dots at its ends.
     *
     * @throws IOException if it is no such file; the message says why, in words fit for people
     */
    public static Map<String, URI> parse(byte[] file) throws IOException {
        if (file.length == 0) {
            throw new IOException("the file is empty");
        }
        try (JsonParser json =
                RdapJson.FACTORY.createParser(new String(file, StandardCharsets.UTF_8))) {
            return new BootstrapFile(json).read();
        } catch (JsonProcessingException e) {
            // Jackson breaks off without a place where one of its bounds is passed.
            JsonLocation place = e.getLocation();
            throw new IOException(
                    place == null ? "not JSON" : "not JSON at line " + place.getLineNr(), e);
        }
    }

    private Map<String, URI> read() throws IOException {
        expect(json.nextToken(), JsonToken.START_OBJECT, "an object");
        boolean services = false;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "version" -> version();
                case "services" -> {
                    services();
                    services = true;
                }
                default -> json.skipChildren();
            }
        }
        if (!services || bases.isEmpty()) {
            throw new IOException("it names no services");
        }
        return Map.copyOf(bases);
    }

    private void version() throws IOException {
        String version = json.getValueAsString("");
        if (!version.startsWith("1.")) {
            throw new IOException("its version is not 1 but " + Printable.of(version));
        }
    }

    private void services() throws IOException {
        expect(json.currentToken(), JsonToken.START_ARRAY, "a list of services");
        for (entry = 0; json.nextToken() != JsonToken.END_ARRAY; entry++) {
            expect(json.currentToken(), JsonToken.START_ARRAY, "a list of names and one of URLs");
            json.nextToken();
            List<String> names = strings("names");
            json.nextToken();
            URI base = preferred(strings("URLs"));
            while (json.nextToken() != JsonToken.END_ARRAY) {
                json.skipChildren(); // a later version may have more to say
            }
            for (String name : names) {
                bases.put(name(name), base);
            }
        }
    }

    private List<String> strings(String what) throws IOException {
        expect(json.currentToken(), JsonToken.START_ARRAY, "a list of " + what);
        List<String> strings = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            expect(json.currentToken(), JsonToken.VALUE_STRING, "a text in the list of " + what);
            strings.add(json.getText());
        }
        if (strings.isEmpty()) {
            throw fault("an empty list of " + what);
        }
        return strings;
    }

    private String name(String text) throws IOException {
        String name = text.toLowerCase(Locale.ROOT);
        if (!name.matches("(?:[a-z0-9_-]{1,63}(?:\\.[a-z0-9_-]{1,63})*)?")) {
            throw fault("not a name: " + Printable.of(text));
        }
        return name;
    }

    private URI preferred(List<String> texts) throws IOException {
        URI preferred = null;
        for (String text : texts) {
            URI base = base(text);
            if (base == null) {
                throw fault("not a web address: " + Printable.of(text));
            }
            if (preferred == null
                    || "https".equals(base.getScheme()) && !"https".equals(preferred.getScheme())) {
                preferred = base;
            }
        }
        if (preferred == null) {
            throw fault("an empty list of URLs");
        }
        return preferred;
    }

    /** A text as a base URL with the slash that some forget; null if it is no web address. */
    public static @Nullable URI base(String text) {
        try {
            URI uri = new URI(text.endsWith("/") ? text : text + "/");
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean web = scheme.equals("https") || scheme.equals("http");
            if (!web
                    || uri.getHost() == null
                    || uri.getRawUserInfo() != null
                    || uri.getRawQuery() != null
                    || uri.getRawFragment() != null) {
                return null;
            }
            return new URI(scheme + uri.toASCIIString().substring(scheme.length()));
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private void expect(@Nullable JsonToken found, JsonToken wanted, String what)
            throws IOException {
        if (found != wanted) {
            throw fault("not " + what);
        }
    }

    private IOException fault(String what) {
        return new IOException("service " + (entry + 1) + ": " + what);
    }
}
