package org.domainstats.streams;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.domainstats.answerformats.JsonObject;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far a log was enriched, and how long the output was then.
 *
 * @param head of the log
 * @param offset within the log, of the first byte that was not done
 * @param output its length in bytes
 * @param at before anything behind the offset was looked up
 * @param told sites whose first contact the output tells, of the second of {@code at}
 */
record LogPosition(LogHead head, long offset, long output, Instant at, List<String> told) {

    private static final JsonFactory FACTORY = new JsonFactory();

    LogPosition {
        told = List.copyOf(told);
    }

    LogPlace place() {
        return new LogPlace(head, offset);
    }

    String json() {
        return new JsonObject()
                .number("head_length", head.length())
                .text("head_sha256", head.sha256())
                .number("offset", offset)
                .number("output_length", output)
                .text("at", at.toString())
                .texts("told", told)
                .end();
    }

    /**
     * A position as it was written.
     *
     * @throws IOException if it is none
     */
    static LogPosition parse(byte[] json) throws IOException {
        Map<String, String> values = new HashMap<>();
        List<String> told = new ArrayList<>();
        try (JsonParser parser = FACTORY.createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isScalarValue() && parser.currentName() != null) {
                    values.put(parser.currentName(), parser.getText());
                } else if (token.isScalarValue()) {
                    told.add(parser.getText());
                }
            }
            return new LogPosition(
                    new LogHead(
                            (int) number(values, "head_length"),
                            values.getOrDefault("head_sha256", "")),
                    number(values, "offset"),
                    number(values, "output_length"),
                    Instant.parse(values.getOrDefault("at", "")),
                    told);
        } catch (DateTimeException e) {
            throw new IOException("a position without a time", e);
        }
    }

    private static long number(Map<String, String> values, String key) throws IOException {
        try {
            return Long.parseUnsignedLong(values.getOrDefault(key, ""));
        } catch (NumberFormatException e) {
            throw new IOException("a position without " + key, e);
        }
    }
}
