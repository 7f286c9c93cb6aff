package org.domainstats.httpclient;

import org.jspecify.annotations.Nullable;

/** An HTTP response with its whole body. */
public final class ClientResponse {

    private final ResponseHead head;
    private final byte[] body;

    ClientResponse(ResponseHead head, byte[] body) {
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

    /** The bytes themselves, which must not be changed. */
    public byte[] body() {
        return body;
    }
}
