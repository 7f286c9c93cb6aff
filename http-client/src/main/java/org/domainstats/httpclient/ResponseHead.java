package org.domainstats.httpclient;

import io.vertx.core.http.HttpClientResponse;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The status and the header fields of a response. The reason phrase is left out: it says nothing
 * that the status does not, and would be text from outside in a log.
 *
 * @param headers by lower-case name; of a field that came twice, the first
 */
public record ResponseHead(int status, Map<String, String> headers) {

    static ResponseHead of(HttpClientResponse response) {
        Map<String, String> headers = new HashMap<>();
        response.headers()
                .forEach(
                        (name, value) ->
                                headers.putIfAbsent(name.toLowerCase(Locale.ROOT), value.strip()));
        return new ResponseHead(response.statusCode(), headers);
    }

    /** The value of a header field, the first one if it came twice, or null. */
    public @Nullable String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }
}
