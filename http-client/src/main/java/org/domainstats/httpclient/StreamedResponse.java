package org.domainstats.httpclient;

import org.jspecify.annotations.Nullable;

import java.io.InputStream;

/**
 * An HTTP response whose body is read while it arrives. Closing it before the end of the body
 * closes the connection.
 */
public final class StreamedResponse implements AutoCloseable {

    private final ResponseHead head;
    private final ResponseBody body;

    StreamedResponse(ResponseHead head, ResponseBody body) {
        this.head = head;
        this.body = body;
    }

    public int status() {
        return head.status();
    }

    /** The value of a header field, the first one if it came twice, or null. */
    public @Nullable String header(String name) {
        return head.header(name);
    }

    ResponseHead head() {
        return head;
    }

    /**
     * The body as it came, without any content coding undone. What is not read is not sent: the
     * host has to wait. Reading throws an {@link ExchangeException} when the connection breaks or
     * the time is over.
     */
    public InputStream body() {
        return body;
    }

    @Override
    public void close() {
        body.close();
    }
}
