package org.domainstats.logformats;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.domainstats.logformats.JsonPath.Slot;
import org.domainstats.logformats.Reading.Origin;
import org.domainstats.model.Defanged;
import org.domainstats.model.HostText;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What one event in JSON holds at the paths that are looked for. */
final class JsonEvent {

    /** As batches of events have; {@code enrich} holds some 2,000 bytes for each. */
    static final int MOST_NAMES = 1_024;

    /** Of so many, one is found in a list as soon as in a set. */
    private static final int FEW = 32;

    private static final String DNS = "53";

    /** What a server asks others, or others ask one that has the zone: no client of ours asked. */
    private static final Pattern OF_SERVERS =
            Pattern.compile(
                    "(?:RESOLVER|FORWARDER|STUB|AUTH|TOOL|UPDATE)_?[QR].*", CASE_INSENSITIVE);

    private static final String OF_ADDRESSES = "0123456789abcdefABCDEF.:";

    private final List<String> names = new ArrayList<>(1);
    private @Nullable Set<String> many;
    private int leftOut;
    private int namePriority = Integer.MAX_VALUE;
    private int clientPriority = Integer.MAX_VALUE;
    private int timePriority = Integer.MAX_VALUE;
    private @Nullable String client;
    private @Nullable String server;
    private @Nullable String clientPort;
    private @Nullable String serverPort;
    private @Nullable String time;
    private @Nullable String zeekHost;
    private @Nullable String url;
    private int urlPriority = Integer.MAX_VALUE;
    private @Nullable String wrapped;
    private int wrappedPriority = Integer.MAX_VALUE;
    private boolean enriched;
    private boolean ofServers;

    /** Reads an object whose start was read, to its end. */
    void object(JsonParser parser, JsonPath path) throws IOException {
        for (JsonToken token = parser.nextToken();
                token == JsonToken.FIELD_NAME;
                token = parser.nextToken()) {
            @Nullable JsonPath child = path.child(parser.currentName());
            JsonToken value = parser.nextToken();
            if (child != null) {
                value(parser, value, child);
            } else if (value.isStructStart()) {
                parser.skipChildren();
            }
        }
    }

    private void value(JsonParser parser, JsonToken token, JsonPath path) throws IOException {
        @Nullable Slot slot = path.slot();
        enriched |= slot == Slot.ENRICHED;
        switch (token) {
            case START_OBJECT -> {
                if (path.isEnd()) {
                    parser.skipChildren();
                } else {
                    object(parser, path);
                }
            }
            case START_ARRAY -> {
                for (JsonToken each = parser.nextToken();
                        each != JsonToken.END_ARRAY;
                        each = parser.nextToken()) {
                    element(parser, each, path);
                }
            }
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                if (slot != null) {
                    take(parser, slot, path.priority(), token);
                }
            }
            default -> {}
        }
    }

    /** An array within an array is at no path; it is not entered, however deep it is. */
    private void element(JsonParser parser, JsonToken token, JsonPath path) throws IOException {
        if (token == JsonToken.START_ARRAY) {
            parser.skipChildren();
        } else {
            value(parser, token, path);
        }
    }

    private void take(JsonParser parser, Slot slot, int priority, JsonToken token)
            throws IOException {
        switch (slot) {
            case NAME, HOST, GIVEN -> {
                if (token == JsonToken.VALUE_STRING && priority <= namePriority) {
                    name(name(parser.getText(), slot), priority);
                }
            }
            case URL -> {
                if (token == JsonToken.VALUE_STRING && priority < urlPriority) {
                    urlPriority = priority;
                    url = parser.getText();
                }
            }
            case ZEEK_HOST -> zeekHost = HostText.of(parser.getText());
            case CLIENT -> {
                if (priority < clientPriority) {
                    clientPriority = priority;
                    client = parser.getText();
                }
            }
            case TIME -> {
                if (priority < timePriority) {
                    timePriority = priority;
                    time = parser.getText();
                }
            }
            case SERVER -> server = parser.getText();
            case CLIENT_PORT -> clientPort = parser.getText();
            case SERVER_PORT -> serverPort = parser.getText();
            case WRAPPED -> {
                if (token == JsonToken.VALUE_STRING && priority < wrappedPriority) {
                    wrappedPriority = priority;
                    wrapped = parser.getText();
                }
            }
            case OPERATION -> ofServers |= OF_SERVERS.matcher(parser.getText()).matches();
            case ENRICHED -> {}
        }
    }

    private static String name(String text, Slot slot) {
        return slot == Slot.NAME
                ? text
                : HostText.of(slot == Slot.GIVEN ? Defanged.undo(text) : text);
    }

    private void name(String text, int priority) {
        if (priority < namePriority) {
            names.clear();
            many = null;
            leftOut = 0;
            namePriority = priority;
        }
        if (names.size() == MOST_NAMES) {
            leftOut++;
        } else if (isNew(text)) {
            names.add(text);
        }
    }

    private boolean isNew(String text) {
        if (names.size() < FEW) {
            return !names.contains(text);
        }
        Set<String> all = many;
        if (all == null) {
            all = new HashSet<>(names);
            many = all;
        }
        return all.add(text);
    }

    /** How many names there were beyond those that are taken. */
    int leftOut() {
        return leftOut;
    }

    /** The names at the path that counts; an empty one is one too. */
    List<String> names() {
        if (ofServers) {
            return List.of();
        }
        if (namePriority == JsonShapes.QUERY_PRIORITY && !isOfZeek()) {
            // A question to a database or to a search engine, unless it has no blank.
            return names.stream().filter(name -> name.indexOf(' ') < 0).toList();
        }
        if (!names.isEmpty()) {
            return names;
        }
        @Nullable String host = hostOfUrl();
        if (host == null && isOfZeek()) {
            host = zeekHost;
        }
        return host == null ? names : List.of(host);
    }

    /** What a client asked a web server or a proxy for. */
    private @Nullable String hostOfUrl() {
        String text = url;
        if (text == null || !isAddress(client)) {
            return null;
        }
        if (urlPriority == JsonShapes.SERVER_NAME_PRIORITY) {
            return text;
        }
        String host = text.startsWith("/") ? "" : HostText.of(text);
        return host.indexOf('.') > 0 && host.indexOf(' ') < 0 ? host : null;
    }

    private static boolean isAddress(@Nullable String text) {
        return text != null
                && (text.indexOf('.') >= 0 || text.indexOf(':') >= 0)
                && text.chars().allMatch(c -> OF_ADDRESSES.indexOf(c) >= 0);
    }

    /** In other logs {@code host} is the machine that wrote them. */
    private boolean isOfZeek() {
        return clientPriority <= JsonShapes.LAST_CLIENT_OF_ZEEK;
    }

    /** A response comes from the server, whose port is that of DNS. */
    Origin origin() {
        boolean response = DNS.equals(clientPort) && !DNS.equals(serverPort);
        return new Origin(response && server != null ? server : client, time);
    }

    /** The event that this one is wrapped around, or null. */
    @Nullable String wrapped() {
        return wrapped;
    }

    boolean isEnriched() {
        return enriched;
    }
}
