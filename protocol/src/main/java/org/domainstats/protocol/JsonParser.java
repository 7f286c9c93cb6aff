package org.domainstats.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.domainstats.model.Printable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON within limits: one object, no key twice, nothing after it. */
public final class JsonParser {

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(MessageLimits.JSON_DEPTH)
                                    .maxNameLength(MessageLimits.JSON_NAME)
                                    .maxNumberLength(MessageLimits.JSON_NUMBER)
                                    .maxTokenCount(MessageLimits.JSON_TOKENS)
                                    .maxStringLength(MessageLimits.DATAGRAM)
                                    .build())
                    // What is interned stays for ever, and names come from outside.
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build();

    private static final ObjectReader READER =
            JsonMapper.builder(FACTORY)
                    .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build()
                    .readerFor(JsonNode.class);

    private JsonParser() {}

    /** The object in the bytes. */
    static JsonNode object(byte[] bytes, int offset, int length) throws InvalidMessageException {
        try {
            JsonNode node = READER.readTree(bytes, offset, length);
            if (!node.isObject()) {
                throw new InvalidMessageException("not a JSON object");
            }
            return node;
        } catch (JsonProcessingException e) {
            // The parser's own text quotes the input.
            throw new InvalidMessageException("not JSON: " + place(e));
        } catch (IOException e) {
            throw new InvalidMessageException(
                    "not JSON: " + Printable.of(String.valueOf(e.getMessage())));
        }
    }

    private static String place(JsonProcessingException e) {
        long offset = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
        String what = "syntax";
        if (e instanceof StreamConstraintsException) {
            what = "a limit is passed";
        } else if (e instanceof JsonEOFException) {
            what = "it ends too early";
        } else if (e instanceof MismatchedInputException) {
            what = "a key comes twice, or more follows";
        }
        return offset < 0 ? what : what + " at byte " + offset;
    }

    /** Writes one object. */
    public static byte[] write(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            fields.writeTo(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("an array in memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    /** Writes the members of an object. */
    @FunctionalInterface
    public interface Fields {
        void writeTo(JsonGenerator json) throws IOException;
    }

    /** The bytes are not what they should be; the reason is fit for people. */
    public static final class InvalidMessageException extends Exception {

        private static final long serialVersionUID = 1L;

        private final String reason;

        public InvalidMessageException(String reason) {
            super(reason, null, false, false);
            this.reason = reason;
        }

        public String reason() {
            return reason;
        }
    }
}
