package org.domainstats.feed;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;

import org.domainstats.protocol.JsonFields;
import org.domainstats.protocol.JsonParser;
import org.domainstats.protocol.JsonParser.InvalidMessageException;
import org.domainstats.protocol.MessageLimits;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Manifests to bytes and back. */
public final class ManifestCodec {

    /** Grows when a reader of today would misunderstand a manifest of tomorrow. */
    private static final int FORMAT = 1;

    /** No manifest that we publish comes near it. */
    static final int MAX_BYTES = 262_144;

    private static final int MOST_DELTAS = 500;

    private ManifestCodec() {}

    /** The manifest in the bytes, or why there is none. Never throws. */
    public static ManifestReading decode(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            return new ManifestReading.Malformed("longer than " + MAX_BYTES + " bytes");
        }
        try {
            return decode(JsonFields.of(bytes, 0, bytes.length));
        } catch (InvalidMessageException | IllegalArgumentException e) {
            return new ManifestReading.Malformed(String.valueOf(e.getMessage()));
        }
    }

    private static Manifest decode(JsonFields fields) throws InvalidMessageException {
        if (fields.number("format", 0, Integer.MAX_VALUE) != FORMAT) {
            throw new InvalidMessageException(
                    "format is not " + FORMAT + ": a newer program is needed");
        }
        JsonNode snapshot = fields.node("snapshot");
        if (snapshot == null) {
            throw new InvalidMessageException("snapshot is missing");
        }
        List<FeedFile> deltas = new ArrayList<>();
        for (JsonNode delta : fields.list("deltas", MOST_DELTAS)) {
            deltas.add(file(JsonFields.of(delta, "a delta")));
        }
        return new Manifest(
                fields.version("version"),
                published(fields.text("published", MessageLimits.TEXT)),
                file(JsonFields.of(snapshot, "snapshot")),
                deltas);
    }

    private static Instant published(String text) throws InvalidMessageException {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new InvalidMessageException("published is not an ISO 8601 instant");
        }
    }

    private static FeedFile file(JsonFields fields) throws InvalidMessageException {
        return new FeedFile(
                fields.version("version"),
                fields.text("path", MessageLimits.TEXT),
                fields.number("size", 0, FeedFile.LARGEST),
                fields.text("sha256", MessageLimits.TEXT),
                fields.number("rows", 0, FeedFile.MOST_ROWS));
    }

    public static byte[] encode(Manifest manifest) {
        return JsonParser.write(
                json -> {
                    json.writeNumberField("format", FORMAT);
                    json.writeStringField("version", manifest.version().toString());
                    json.writeStringField("published", manifest.published().toString());
                    json.writeFieldName("snapshot");
                    write(json, manifest.snapshot());
                    json.writeArrayFieldStart("deltas");
                    for (FeedFile delta : manifest.deltas()) {
                        write(json, delta);
                    }
                    json.writeEndArray();
                });
    }

    private static void write(JsonGenerator json, FeedFile file) throws IOException {
        json.writeStartObject();
        json.writeStringField("version", file.version().toString());
        json.writeStringField("path", file.path());
        json.writeNumberField("size", file.size());
        json.writeStringField("sha256", file.sha256());
        json.writeNumberField("rows", file.rows());
        json.writeEndObject();
    }
}
