package org.domainstats.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One response of a server: made once and sent as often as it is true. Immutable. */
public final class ServerResponse {

    public static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    public static final CharSequence TEXT =
            HttpHeaders.createOptimized("text/plain; charset=utf-8");
    private static final CharSequence PROBLEM =
            HttpHeaders.createOptimized("application/problem+json");

    /** Vert.x's JSON loads all of Jackson's data binding, which costs each start 50 ms. */
    private static final JsonFactory JSON_FACTORY = new JsonFactory();

    private final int status;
    private final CharSequence contentType;

    /** Made once: its bytes are sent from where they stand, however often. */
    private final Buffer body;

    private final List<Field> fields;

    /** A further header field. */
    record Field(CharSequence name, CharSequence value) {}

    private ServerResponse(int status, CharSequence contentType, Buffer body, List<Field> fields) {
        this.status = status;
        this.contentType = contentType;
        this.body = body;
        this.fields = fields;
    }

    /** A response of status 200. */
    public static ServerResponse of(CharSequence contentType, byte[] body) {
        return new ServerResponse(200, contentType, Buffer.buffer(body), List.of());
    }

    /** JSON. */
    public static ServerResponse json(String json) {
        return of(JSON, json.getBytes(StandardCharsets.UTF_8));
    }

    /** Plain text. */
    public static ServerResponse text(String text) {
        return of(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Status 204. */
    public static ServerResponse noContent() {
        return text("").withStatus(204);
    }

    /**
     * A problem in the form of RFC 9457.
     *
     * @param detail what is wrong with this request and what to do about it
     */
    public static ServerResponse problem(int status, String detail) {
        return problem(status, detail, Map.of());
    }

    /**
     * The same with more members (RFC 9457 section 3.2).
     *
     * @param members what programs are to know beside the status
     */
    public static ServerResponse problem(int status, String detail, Map<String, String> members) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON_FACTORY.createGenerator(body)) {
            json.writeStartObject();
            json.writeStringField("type", "about:blank");
            json.writeStringField("title", HttpResponseStatus.valueOf(status).reasonPhrase());
            json.writeNumberField("status", status);
            json.writeStringField("detail", detail);
            for (Map.Entry<String, String> member : members.entrySet()) {
                json.writeStringField(member.getKey(), member.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written to", e);
        }
        return of(PROBLEM, body.toByteArray()).withStatus(status);
    }

    /** Status 405, with the methods that the resource has (RFC 9110 section 15.5.6). */
    public static ServerResponse methodNotAllowed(String detail, String allowed) {
        return problem(405, detail).with(HttpHeaders.ALLOW, allowed);
    }

    /** Status 503, after which the client may try again. */
    public static ServerResponse unavailable(String detail) {
        return problem(503, detail).with("Retry-After", "1");
    }

    /** The same with another status. */
    public ServerResponse withStatus(int other) {
        return new ServerResponse(other, contentType, body, fields);
    }

    /** The same with another content type. */
    public ServerResponse withType(CharSequence other) {
        return new ServerResponse(status, other, body, fields);
    }

    /** The same with one more header field. */
    public ServerResponse with(CharSequence name, String value) {
        List<Field> more = new ArrayList<>(fields);
        more.add(new Field(name, HttpHeaders.createOptimized(value)));
        return new ServerResponse(status, contentType, body, List.copyOf(more));
    }

    /** The same for one client only, once: no cache on the way may store it. */
    public ServerResponse notStored() {
        return with(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    public int status() {
        return status;
    }

    Buffer body() {
        return body;
    }

    /** Writes the body as a line among others, with a line feed at its end and no second one. */
    public void writeLineTo(OutputStream out) throws IOException {
        byte[] bytes = body.getBytes();
        out.write(bytes);
        if (bytes.length == 0 || bytes[bytes.length - 1] != '\n') {
            out.write('\n');
        }
    }

    /** Whether its header fields depend on nothing but the length of the body. */
    @SuppressWarnings("ReferenceEquality") // One value for all; others only go the longer way.
    boolean isPlainJson() {
        return contentType == JSON && fields.isEmpty() && hasBody();
    }

    int length() {
        return body.length();
    }

    CharSequence contentType() {
        return contentType;
    }

    List<Field> fields() {
        return fields;
    }

    /** RFC 9110 section 6.4.1: these have no body and so no length. */
    boolean hasBody() {
        return status != 204 && status != 304;
    }
}
