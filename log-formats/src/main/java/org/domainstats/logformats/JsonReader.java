package org.domainstats.logformats;

import com.fasterxml.jackson.core.JsonParser;

import org.domainstats.logformats.Reading.Heading;
import org.domainstats.logformats.Reading.Insertion;
import org.domainstats.logformats.Reading.Named;
import org.domainstats.logformats.Reading.Nameless;
import org.domainstats.logformats.Reading.Origin;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One object of JSON on each line, of any producer: behind the head of a syslog message, or with a
 * comma at the end as in an array with an object on each line.
 */
final class JsonReader implements LineReader {

    private final Fields fields;
    private final @Nullable String namePath;
    private final JsonPath paths;
    private final JsonParsers parsers;
    private final Layout layout;
    private @Nullable LineReader inner;

    /**
     * @param namePath the path of the name, or null for those of known producers
     */
    JsonReader(Fields fields, @Nullable String namePath) {
        this.fields = fields;
        this.namePath = namePath;
        this.paths = JsonShapes.paths(fields.prefix(), namePath);
        this.parsers = new JsonParsers(paths);
        this.layout = new JsonLayout(fields);
    }

    @Override
    public Reading read(byte[] bytes, int start, int end) {
        int from = start;
        while (from < end && bytes[from] != '{') {
            from++;
        }
        if (from == end) {
            return new Nameless(
                    isBlank(bytes, start, end) ? NoNameReason.BLANK : NoNameReason.MALFORMED);
        }
        try {
            JsonEvent event = parsers.event(bytes, from, end);
            Place place = new Place(start, end, parsers.brace());
            return reading(event, event.names(), bytes, place);
        } catch (IOException e) {
            return readOctets(bytes, start, from, end);
        }
    }

    /** A string may hold octets that are no UTF-8. They are read as they are, one by one. */
    private Reading readOctets(byte[] bytes, int start, int from, int end) {
        String octets = new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
        if (octets.chars().allMatch(c -> c < 0x80)) {
            return new Nameless(NoNameReason.MALFORMED);
        }
        try (JsonParser parser = JsonParsers.FACTORY.createParser(octets.toCharArray())) {
            JsonEvent event = JsonParsers.event(parser, paths);
            int brace = (int) parser.currentLocation().getCharOffset() - 1;
            List<String> names = event.names().stream().map(TextLine::utf8).toList();
            return reading(event, names, bytes, new Place(start, end, from + brace));
        } catch (IOException e) {
            return new Nameless(NoNameReason.MALFORMED);
        }
    }

    private Reading reading(JsonEvent event, List<String> names, byte[] bytes, Place place) {
        if (!isEnd(bytes, place.brace + 1, place.end)) {
            return new Nameless(NoNameReason.MALFORMED);
        }
        if (event.isEnriched()) {
            return new Nameless(NoNameReason.ENRICHED);
        }
        @Nullable String wrapped = event.wrapped();
        if (names.isEmpty() && wrapped != null) {
            return wrapped(wrapped, event.origin(), place);
        }
        return named(names, event.origin(), place, event.leftOut());
    }

    private Reading named(List<String> names, Origin origin, Place place, int leftOut) {
        boolean allSet = names.stream().noneMatch(JsonReader::isUnset);
        List<String> set = allSet ? names : names.stream().filter(name -> !isUnset(name)).toList();
        return set.isEmpty()
                ? new Nameless(names.isEmpty() ? NoNameReason.NO_NAME : NoNameReason.UNSET)
                : new Named(set, origin, new Insertion(layout, place.brace - place.start), leftOut);
    }

    /** What the string holds; the facts go beside that. A word alone may be anything. */
    private Reading wrapped(String text, Origin outer, Place place) {
        String line = text.strip();
        if (line.indexOf(' ') < 0 && !line.startsWith("{")) {
            return new Nameless(NoNameReason.NO_NAME);
        }
        byte[] octets = line.getBytes(StandardCharsets.UTF_8);
        return switch (reader().read(octets, 0, octets.length)) {
            case Named(List<String> names, Origin origin, Insertion _, int leftOut) ->
                    named(names, origin.or(outer), place, leftOut);
            case Nameless(NoNameReason reason, Insertion _) ->
                    new Nameless(reason == NoNameReason.ENRICHED ? reason : NoNameReason.NO_NAME);
            case Heading _ -> new Nameless(NoNameReason.NO_NAME);
        };
    }

    /** Of what is inside of strings. */
    private LineReader reader() {
        LineReader reader = inner;
        if (reader == null) {
            reader = new DetectingReader(new ReadingOptions(fields, null, namePath, null));
            inner = reader;
        }
        return reader;
    }

    private static boolean isUnset(String name) {
        return name.isEmpty() || name.equals("-") || name.equals("(empty)");
    }

    /** Whether only blanks, one comma, or the end of an array around all objects are left. */
    private static boolean isEnd(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end && isBlank(bytes[at])) {
            at++;
        }
        return at == end || (bytes[at] == ',' || bytes[at] == ']') && isBlank(bytes, at + 1, end);
    }

    private static boolean isBlank(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i++) {
            if (!isBlank(bytes[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBlank(byte octet) {
        return octet == ' ' || octet == '\t' || octet == '\r';
    }

    /**
     * Where an event is, all from the start of the bytes.
     *
     * @param brace that ends the object
     */
    private record Place(int start, int end, int brace) {}
}
