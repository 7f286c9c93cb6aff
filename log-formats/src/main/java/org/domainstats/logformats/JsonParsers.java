package org.domainstats.logformats;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/**
 * Parses lines that follow each other in one array by one parser: to make a parser for each line
 * took as long again as to parse it.
 */
final class JsonParsers {

    /** Names of fields are not interned: a log may have any number of them. */
    static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(1_000)
                                    .maxStringLength(LineReader.LONGEST_LINE)
                                    .build())
                    .build();

    private static final byte[] NONE = {};

    private final JsonPath paths;
    private @Nullable JsonParser parser;
    private byte[] bytes = NONE;
    private int base;

    /**
     * Whether the last line held no event. The next is then parsed for itself: objects that are
     * never closed would each be followed through all lines below.
     */
    private boolean failed;

    /** Of the brace that ended the last event. */
    private int brace;

    JsonParsers(JsonPath paths) {
        this.paths = paths;
    }

    /**
     * Parses an object within a line.
     *
     * @param from where its brace is
     * @param end of the line
     * @throws IOException if there is no object that ends within the line
     */
    @SuppressWarnings("ReferenceEquality") // The same array, not one with the same bytes.
    JsonEvent event(byte[] array, int from, int end) throws IOException {
        JsonParser open = parser;
        if (open == null || array != bytes || !follows(from)) {
            close();
            open = FACTORY.createParser(array, from, (failed ? end : array.length) - from);
            parser = open;
            bytes = array;
            base = from;
        }
        try {
            JsonEvent event = event(open, paths);
            brace = base + (int) open.currentLocation().getByteOffset() - 1;
            if (brace >= end) {
                throw new IOException("an object that goes on in the next line");
            }
            if (failed || end == array.length) {
                // Nothing follows, and a reader may wait for the next line for ever.
                close();
                failed = false;
            }
            return event;
        } catch (IOException e) {
            failed = true;
            close();
            throw e;
        }
    }

    /** The array may hold other bytes by now, but those begin at its start again. */
    private boolean follows(int from) {
        for (int i = brace + 1; i < from; i++) {
            if (bytes[i] != '\n' && bytes[i] != '\r') {
                return false;
            }
        }
        return from > brace;
    }

    private void close() throws IOException {
        JsonParser open = parser;
        parser = null;
        bytes = NONE;
        if (open != null) {
            open.close();
        }
    }

    int brace() {
        return brace;
    }

    /** The event whose object comes next. */
    static JsonEvent event(JsonParser parser, JsonPath paths) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new IOException("no object");
        }
        JsonEvent event = new JsonEvent();
        event.object(parser, paths);
        return event;
    }
}
