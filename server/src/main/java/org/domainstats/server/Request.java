package org.domainstats.server;

import org.jspecify.annotations.Nullable;

/**
 * One request, once its framing is understood and its body has been read past.
 *
 * @param target the request target as it came, one char for each octet
 * @param authorization the value of that header, if it came
 * @param http10 whether the client speaks HTTP/1.0, which must be told that a connection stays open
 * @param keepAlive whether the client wants the connection to stay open
 */
record Request(
        String method,
        String target,
        @Nullable String authorization,
        boolean http10,
        boolean keepAlive) {

    /** The request of nearly everybody. */
    static Request get(String target, @Nullable String authorization) {
        return new Request("GET", target, authorization, false, true);
    }

    boolean isHead() {
        return method.equals("HEAD");
    }
}
