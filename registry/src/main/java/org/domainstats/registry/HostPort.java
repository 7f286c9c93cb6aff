package org.domainstats.registry;

import org.domainstats.model.Printable;

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
            // told below
        }
        throw new IllegalArgumentException(
                "not a host or host:port: "
                        + Printable.of(text)
                        + "; write it like 127.0.0.1:4343");
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
