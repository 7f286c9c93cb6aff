package org.domainstats.protocol;

import org.domainstats.model.FeedVersion;
import org.domainstats.protocol.CommunityRequest.Query;
import org.domainstats.protocol.CommunityRequest.StatedVersion;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;

/**
 * The query exactly as {@link RequestCodec#encode} writes it for a plain name, read without a JSON
 * parser: nearly all that a server hears is this, and the parser was the dearest part of an answer
 * from memory. Whatever looks different in one byte is left to the parser.
 */
final class PlainQuery {

    private static final byte[] START = ascii("{\"action\":\"query\",\"id\":\"");
    private static final byte[] VERSION = ascii("\",\"version\":\"");
    private static final byte[] DOMAIN = ascii("\",\"domain\":\"");
    private static final byte[] END = ascii("\"}");

    private final byte[] bytes;
    private final int end;
    private int at;

    private PlainQuery(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.at = offset;
        this.end = offset + length;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The query in the bytes, or null if they must be read as JSON. */
    static @Nullable Query read(byte[] bytes, int offset, int length) {
        return new PlainQuery(bytes, offset, length).read();
    }

    private @Nullable Query read() {
        if (!passes(START)) {
            return null;
        }
        String id = text();
        String version = passes(VERSION) ? text() : null;
        if (!passes(DOMAIN)) {
            return null;
        }
        String domain = text();
        if (!passes(END) || at != end || !MessageId.isValid(id)) {
            return null;
        }
        if (domain.length() > MessageLimits.DOMAIN
                || (version != null && !FeedVersion.isValid(version))) {
            return null;
        }
        StatedVersion stated =
                version == null ? StatedVersion.NONE : StatedVersion.of(FeedVersion.of(version));
        return new Query(new MessageId(id), stated, domain);
    }

    private boolean passes(byte[] expected) {
        if (end - at < expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (bytes[at + i] != expected[i]) {
                return false;
            }
        }
        at += expected.length;
        return true;
    }

    /** The printable ASCII up to a quote, an escape, or whatever else there is. */
    private String text() {
        int from = at;
        while (at < end && bytes[at] >= ' ' && bytes[at] != '"' && bytes[at] != '\\') {
            at++;
        }
        return new String(bytes, from, at - from, StandardCharsets.US_ASCII);
    }
}
