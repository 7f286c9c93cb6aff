package org.domainstats.server;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpResponseStatus;

import org.domainstats.answerformats.JsonObject;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * One HTTP response, as the bytes that follow its date; made once and sent as often as it is true.
 */
final class Response implements Reply {

    private static final String JSON = "application/json";
    private static final byte[] CLOSE = ascii("Connection: close\r\n");
    private static final byte[] KEEP_ALIVE = ascii("Connection: keep-alive\r\n");

    private final HttpResponseStatus status;
    private final byte[] headersAndBody;
    private final int headersLength;

    private Response(HttpResponseStatus status, String headers, byte[] body) {
        byte[] head = ascii(headers + "Content-Length: " + body.length + "\r\n\r\n");
        this.status = status;
        this.headersLength = head.length;
        this.headersAndBody = new byte[head.length + body.length];
        System.arraycopy(head, 0, headersAndBody, 0, head.length);
        System.arraycopy(body, 0, headersAndBody, head.length, body.length);
    }

    /** An answer, in one line of JSON. */
    static Response json(String line) {
        return new Response(HttpResponseStatus.OK, type(JSON), ascii(line));
    }

    /** An answer that may not be given a second time, which no cache on the way may do either. */
    static Response jsonOnce(String line) {
        return new Response(
                HttpResponseStatus.OK, type(JSON) + "Cache-Control: no-store\r\n", ascii(line));
    }

    /** Plain text in ASCII, which no browser shall take for anything else. */
    static Response text(String text) {
        return new Response(
                HttpResponseStatus.OK,
                type("text/plain; charset=utf-8") + "X-Content-Type-Options: nosniff\r\n",
                ascii(text));
    }

    /**
     * A response that says what is wrong in the words of RFC 9457.
     *
     * @param extra header lines, each with its end
     */
    static Response problem(HttpResponseStatus status, String detail, String extra) {
        JsonObject problem = new JsonObject();
        problem.text("type", "about:blank").text("title", status.reasonPhrase());
        problem.number("status", status.code()).text("detail", detail);
        return new Response(status, type("application/problem+json") + extra, ascii(problem.end()));
    }

    /** The same with another status, for probes that look at nothing else. */
    Response withStatus(HttpResponseStatus other) {
        return new Response(other, headersAndBody, headersLength);
    }

    private Response(HttpResponseStatus status, byte[] headersAndBody, int headersLength) {
        this.status = status;
        this.headersAndBody = headersAndBody;
        this.headersLength = headersLength;
    }

    HttpResponseStatus status() {
        return status;
    }

    /** Writes the usual response: the whole of it, on a connection that stays open. */
    void writeTo(ByteBuf out, HttpDate date) {
        if (status.code() == 200) {
            out.writeBytes(date.okStart());
        } else {
            writeStart(out, date);
        }
        out.writeBytes(headersAndBody);
    }

    /** Writes the response as this one request wants it. */
    void writeTo(ByteBuf out, HttpDate date, Request request, boolean close) {
        writeStart(out, date);
        if (close) {
            out.writeBytes(CLOSE);
        } else if (request.http10()) {
            out.writeBytes(KEEP_ALIVE);
        }
        out.writeBytes(headersAndBody, 0, request.isHead() ? headersLength : headersAndBody.length);
    }

    /** Writes the body alone, as a row among others. */
    void writeBodyTo(OutputStream out) throws IOException {
        out.write(headersAndBody, headersLength, headersAndBody.length - headersLength);
    }

    private void writeStart(ByteBuf out, HttpDate date) {
        out.writeBytes(ascii("HTTP/1.1 " + status + "\r\n" + date.line()));
    }

    private static String type(String type) {
        return "Content-Type: " + type + "\r\n";
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
