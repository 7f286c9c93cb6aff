package org.domainstats.registry;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/** An HTTP reply. */
final class HttpReply {

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    /**
     * @param headers by lower-case name; of one that came twice, the first
     */
    HttpReply(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    int status() {
        return status;
    }

    @Nullable String header(String name) {
        return headers.get(name);
    }

    /** The bytes themselves; nobody changes them. */
    byte[] body() {
        return body;
    }
}
