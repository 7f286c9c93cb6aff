package org.domainstats.migration;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;

/** An answer of domain_stats 1.x as JSON, as its cache and its exports have it. */
final class AnswerJson {

    private static final ObjectMapper MAPPER =
            new ObjectMapper(
                    JsonFactory.builder()
                            .streamReadConstraints(
                                    StreamReadConstraints.builder()
                                            .maxNestingDepth(16)
                                            .maxStringLength(65_536)
                                            .maxNumberLength(64)
                                            .build())
                            .build());

    private final PredecessorTimes times;

    AnswerJson(PredecessorTimes times) {
        this.times = times;
    }

    /**
     * Reads one answer.
     *
     * @param key the domain it is of, or null if the object says so itself
     */
    void read(String row, @Nullable String key, String json, RecordConsumer consumer) {
        JsonNode answer;
        try {
            answer = MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            consumer.unreadable(row, "not JSON");
            return;
        }
        @Nullable String name = key != null ? key : text(answer, "domain");
        if (!answer.isObject() || name == null) {
            consumer.unreadable(row, "no object with the key domain");
            return;
        }
        try {
            consumer.accept(
                    new PredecessorRecord(
                            row,
                            name,
                            times.firstContact(text(answer, "seen_by_you")),
                            times.registered(text(answer, "seen_by_web"))));
        } catch (DateTimeException e) {
            consumer.unreadable(row, "seen_by_web or seen_by_you is no time");
        }
    }

    private static @Nullable String text(JsonNode answer, String key) {
        JsonNode value = answer.path(key);
        return value.isTextual() ? value.textValue() : null;
    }
}
