package org.domainstats.processkit;

import java.io.IOException;
import java.util.Map;

/**
 * One HTTP response as it was received.
 *
 * @param start the status line
 * @param headers by name in lower case; of several with one name the last
 * @param body as UTF-8, with the chunks of a chunked one joined
 */
public record RawResponse(String start, Map<String, String> headers, String body) {

    public int status() {
        return Integer.parseInt(start.split(" ", 3)[1]);
    }

    /** The value of a header, or an empty string. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /**
     * The body of a response whose status must be 200.
     *
     * @throws IOException if it is another
     */
    public String bodyOfSuccess() throws IOException {
        if (status() != 200) {
            throw new IOException("status " + status() + ": " + body);
        }
        return body;
    }
}
