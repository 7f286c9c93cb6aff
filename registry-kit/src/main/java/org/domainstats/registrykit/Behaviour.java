package org.domainstats.registrykit;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** What a loopback registry does when it is asked about a name. */
public sealed interface Behaviour {

    /** A reply that comes at once and whole. */
    sealed interface Reply extends Behaviour {}

    /** Sends the name's registration, in RDAP or WHOIS, whichever is asked. */
    record Registered(Instant first, @Nullable Instant until) implements Reply {}

    /** Has registered the name, but publishes no date, as DENIC does. */
    record Undisclosed() implements Reply {}

    /** Replies that the name is not registered. */
    record Unregistered() implements Reply {}

    /** Takes the request and sends nothing, until the client gives up. */
    record Hang() implements Behaviour {}

    /** Sends the reply of another behaviour byte by byte. */
    record Drip(Reply of, long millisPerByte) implements Behaviour {}

    /** Breaks the connection off with a TCP reset. */
    record Reset() implements Behaviour {}

    /** Sends so many bytes that look like the start of an answer. */
    record Huge(long bytes) implements Behaviour {}

    /** Sends these bytes, whatever was asked; over HTTP with this status and these header lines. */
    record Text(int status, List<String> headers, Bytes body) implements Reply {}

    /** Sends to another place, HTTP only; {@code *} in the location is the path that was asked. */
    record Redirect(int status, String location) implements Reply {}

    static Reply registered(String instant) {
        return new Registered(Instant.parse(instant), null);
    }

    /** The bytes of a text, with a status and a content type. */
    static Reply says(int status, String contentType, String text) {
        return says(status, contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    static Reply says(int status, String contentType, byte[] body) {
        return new Text(status, List.of("Content-Type: " + contentType), new Bytes(body));
    }

    /** The same with one more header line. */
    static Reply says(int status, String contentType, String text, String header) {
        return new Text(
                status,
                List.of("Content-Type: " + contentType, header),
                new Bytes(text.getBytes(StandardCharsets.UTF_8)));
    }

    static Reply throttled() {
        return says(
                429,
                "application/rdap+json",
                "{\"errorCode\":429,\"title\":\"Too Many Requests\"}");
    }

    /** The same, with {@code Retry-After} as seconds or an HTTP date. */
    static Reply throttled(String retryAfter) {
        return says(
                429,
                "application/rdap+json",
                "{\"errorCode\":429,\"title\":\"Too Many Requests\"}",
                "Retry-After: " + retryAfter);
    }

    /** Bytes as a value. */
    final class Bytes {

        private final byte[] bytes;

        public Bytes(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        byte[] array() {
            return bytes;
        }
    }
}
