package org.domainstats.httpclient;

import io.vertx.core.http.HttpMethod;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** An HTTP request to another host: a GET, or a POST or PUT with a body. */
public final class ClientRequest {

    private final URI uri;
    private final HttpMethod method;
    private final byte @Nullable [] body;
    private final Map<String, String> headers;

    private ClientRequest(
            URI uri, HttpMethod method, byte @Nullable [] body, Map<String, String> headers) {
        this.uri = uri;
        this.method = method;
        this.body = body;
        this.headers = headers;
    }

    /** A GET of an {@code http} or {@code https} URL. */
    public static ClientRequest get(URI uri) {
        return new ClientRequest(uri, HttpMethod.GET, null, Map.of());
    }

    /**
     * A POST to an {@code http} or {@code https} URL.
     *
     * @param body must not be changed afterwards
     */
    public static ClientRequest post(URI uri, byte[] body) {
        return new ClientRequest(uri, HttpMethod.POST, body, Map.of());
    }

    /**
     * A PUT to an {@code http} or {@code https} URL.
     *
     * @param body must not be changed afterwards
     */
    public static ClientRequest put(URI uri, byte[] body) {
        return new ClientRequest(uri, HttpMethod.PUT, body, Map.of());
    }

    /**
     * The same request with one header field more.
     *
     * @throws IllegalArgumentException if the value is not printable ASCII
     */
    public ClientRequest header(String name, String value) {
        if (!value.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            throw new IllegalArgumentException("the value of " + name + " is not printable ASCII");
        }
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ClientRequest(uri, method, body, more);
    }

    /** The same request to another URL, as after a redirect. */
    public ClientRequest to(URI other) {
        return new ClientRequest(other, method, body, headers);
    }

    public URI uri() {
        return uri;
    }

    HttpMethod method() {
        return method;
    }

    byte @Nullable [] body() {
        return body;
    }

    Map<String, String> headers() {
        return headers;
    }

    boolean isSecure() {
        return "https".equals(uri.getScheme());
    }

    /** What the request line names: the path and the query, as they are written. */
    String target() {
        String path = uri.getRawPath();
        String query = uri.getRawQuery();
        return (path == null || path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
    }
}
