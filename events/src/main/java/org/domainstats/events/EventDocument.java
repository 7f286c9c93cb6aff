package org.domainstats.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.domainstats.store.events.EventLog.LoggedEvent;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** An event, and its fields by name as the flat JSON has them. */
public final class EventDocument {

    private static final JsonFactory JSON = new JsonFactory();

    private final LoggedEvent logged;
    private final Map<String, List<String>> fields;

    private EventDocument(LoggedEvent logged, Map<String, List<String>> fields) {
        this.logged = logged;
        this.fields = fields;
    }

    /** Reads the body of an event. */
    public static EventDocument of(LoggedEvent logged) {
        try (JsonParser parser = JSON.createParser(logged.event().body())) {
            return new EventDocument(logged, fields(parser));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "event " + logged.number() + " in the store is not what was written", e);
        }
    }

    private static Map<String, List<String>> fields(JsonParser parser) throws IOException {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        parser.nextToken();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            fields.put(name, values(parser));
        }
        return fields;
    }

    private static List<String> values(JsonParser parser) throws IOException {
        JsonToken token = parser.nextToken();
        if (token.isScalarValue()) {
            return List.of(parser.getText());
        }
        if (token == JsonToken.START_OBJECT) {
            // None of the formats and filters looks into one.
            parser.skipChildren();
            return List.of();
        }
        List<String> values = new ArrayList<>();
        for (token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token.isScalarValue()) {
                values.add(parser.getText());
            } else {
                parser.skipChildren();
            }
        }
        return values;
    }

    public long number() {
        return logged.number();
    }

    String id() {
        return logged.event().id();
    }

    /** False for an event of a newer program, of which this one does not know what it means. */
    boolean isKnown() {
        return EventKind.ofWord(logged.event().kind()).isPresent();
    }

    public EventKind kind() {
        return EventKind.ofWord(logged.event().kind())
                .orElseThrow(
                        () -> new IllegalStateException("unknown kind " + logged.event().kind()));
    }

    String site() {
        return logged.event().site().ascii();
    }

    Instant at() {
        return logged.event().at();
    }

    /** The flat JSON, with the number in front. */
    String body() {
        return "{\"number\":" + number() + "," + logged.event().body().substring(1);
    }

    @Nullable String text(String field) {
        List<String> values = fields.getOrDefault(field, List.of());
        return values.isEmpty() ? null : values.getFirst();
    }

    List<String> texts(String field) {
        return fields.getOrDefault(field, List.of());
    }

    boolean flag(String field) {
        return "true".equals(text(field));
    }

    OptionalLong number(String field) {
        @Nullable String text = text(field);
        return text == null || !text.matches("-?\\d{1,18}")
                ? OptionalLong.empty()
                : OptionalLong.of(Long.parseLong(text));
    }

    OptionalDouble decimal(String field) {
        @Nullable String text = text(field);
        return text == null || !text.matches("-?[\\d.]{1,30}")
                ? OptionalDouble.empty()
                : OptionalDouble.of(Double.parseDouble(text));
    }

    @Nullable Instant instant(String field) {
        @Nullable String text = text(field);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** What happened, in one line for people. */
    String message() {
        OptionalLong age = number("age_days");
        String detail =
                age.isPresent()
                        ? ", registered " + age.getAsLong() + " days ago"
                        : flag("established") ? ", established" : ", age unknown";
        return kind().title() + ": " + site() + detail;
    }

    /** Whether somebody should look at it. */
    boolean isAlert() {
        return switch (kind()) {
            case FIRST_CONTACT, AGE_KNOWN -> false;
            case SLEEPER, BORN_AFTER_ASKED, REREGISTERED -> true;
        };
    }
}
