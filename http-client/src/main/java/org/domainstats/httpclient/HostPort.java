package org.domainstats.httpclient;

import org.domainstats.model.Printable;

import java.net.URI;
import java.util.Locale;

/** A host and the port that it is asked on. */
public record HostPort(String host, int port) {

    public HostPort {
        if (host.isEmpty() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException(
                    "not a host and port: " + Printable.of(host) + ":" + port);
        }
    }

    /**
     * Reads {@code host}, {@code host:port}, {@code [v6]} or {@code [v6]:port}.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public static HostPort parse(String text, int defaultPort) {
        int end = text.startsWith("[") ? text.indexOf(']') + 1 : text.indexOf(':');
        String host = end <= 0 ? text : text.substring(0, end);
        String rest = text.substring(host.length());
        try {
            int port = rest.isEmpty() ? defaultPort : Integer.parseInt(rest.substring(1));
            if (rest.isEmpty() || rest.charAt(0) == ':') {
                return new HostPort(host, port);
            }
        } catch (NumberFormatException notANumber) {
            // reported below
        }
        throw new IllegalArgumentException(
                "not a host or host:port: "
                        + Printable.of(text)
                        + "; write it like 127.0.0.1:4343");
    }

    /**
     * Where a URL points, with the port of its scheme if it names none.
     *
     * @throws ForbiddenTargetException if it is no URL of a host
     */
    public static HostPort of(URI uri) throws ForbiddenTargetException {
        if (uri.getHost() == null) {
            throw new ForbiddenTargetException("a URL without a host");
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
        if (port < 1 || port > 65_535) {
            throw new ForbiddenTargetException("a URL with a port that is none");
        }
        return new HostPort(uri.getHost().toLowerCase(Locale.ROOT), port);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
