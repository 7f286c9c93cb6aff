package org.domainstats.registry;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

import javax.net.ssl.SSLSocketFactory;

/**
 * HTTP GET as registries need it: one question, one reply, one deadline. It follows no redirect by
 * itself and touches neither network nor TLS before it is asked to. Why not the client of the JDK:
 * {@link Dialer}.
 */
final class Http {

    private final Dialer dialer;
    private final String userAgent;
    private final Supplier<SSLSocketFactory> trust;

    /**
     * @param trust makes sockets for TLS, and is asked for them at the first need
     */
    Http(Dialer dialer, String userAgent, Supplier<SSLSocketFactory> trust) {
        this.dialer = dialer;
        this.userAgent = userAgent;
        this.trust = trust;
    }

    /**
     * Asks once.
     *
     * @param largest the most bytes that the body may have
     * @throws IOException if no whole reply came in time; its message is ours and fit for people
     */
    HttpReply get(URI uri, Map<String, String> headers, int largest, Deadline deadline)
            throws IOException {
        boolean secure = "https".equals(uri.getScheme());
        HostPort host = host(uri);
        try (RegistryConnection connection = dialer.dial(host, deadline)) {
            try {
                if (secure) {
                    connection.secure(host.host(), trust.get());
                }
                connection.send(request(uri, headers));
                return HttpReplyReader.read(connection.input(), largest);
            } catch (IOException e) {
                throw connection.told(e);
            }
        }
    }

    /** Where a URI points, with the port of its scheme if it names none. */
    static HostPort host(URI uri) throws IOException {
        if (uri.getHost() == null) {
            throw new IOException("a URL without a host");
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
        if (port < 1 || port > 65_535) {
            throw new IOException("a URL with a port that is none");
        }
        return new HostPort(uri.getHost().toLowerCase(Locale.ROOT), port);
    }

    private byte[] request(URI uri, Map<String, String> headers) {
        String path =
                uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        StringBuilder request = new StringBuilder(256);
        request.append("GET ")
                .append(path)
                .append(query)
                .append(" HTTP/1.1\r\nHost: ")
                .append(uri.getHost());
        if (uri.getPort() >= 0) {
            request.append(':').append(uri.getPort());
        }
        request.append("\r\nUser-Agent: ").append(userAgent);
        request.append("\r\nAccept-Encoding: identity\r\nConnection: close");
        headers.forEach(
                (name, value) -> request.append("\r\n").append(name).append(": ").append(value));
        // A URI holds no blanks or controls, and non-ASCII only where toASCIIString is due.
        return request.append("\r\n\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }
}
