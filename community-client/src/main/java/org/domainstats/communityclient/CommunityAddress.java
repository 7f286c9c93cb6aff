package org.domainstats.communityclient;

import org.domainstats.model.Printable;

import java.net.URI;
import java.net.URISyntaxException;

/** Where a community server is, as it is written in the settings. */
public sealed interface CommunityAddress {

    int UDP_PORT = 4100;

    /** {@code udp://host:4100}. */
    record Udp(String host, int port) implements CommunityAddress {

        @Override
        public String toString() {
            return "udp://" + host + ":" + port;
        }
    }

    /**
     * {@code https://host}, with a port and a path if need be; {@code http://} to this machine
     * only.
     */
    record Https(URI uri) implements CommunityAddress {

        @Override
        public String toString() {
            return uri.toString();
        }
    }

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException if it is none, saying what one looks like
     */
    static CommunityAddress parse(String text) {
        URI uri;
        try {
            uri = new URI(text.strip());
        } catch (URISyntaxException e) {
            throw unknown(text);
        }
        if (uri.getScheme() == null
                || uri.getHost() == null
                || uri.getUserInfo() != null
                || uri.getPort() == 0
                || uri.getPort() > 65_535) {
            throw unknown(text);
        }
        return switch (uri.getScheme()) {
            case "udp" ->
                    new Udp(bare(uri.getHost()), uri.getPort() < 0 ? UDP_PORT : uri.getPort());
            case "https" -> new Https(uri);
            case "http" -> {
                if (!isThisMachine(uri.getHost())) {
                    throw new IllegalArgumentException(
                            "a community server elsewhere needs https://, or udp:// on a trusted"
                                    + " network: "
                                    + Printable.of(text));
                }
                yield new Https(uri);
            }
            default -> throw unknown(text);
        };
    }

    private static IllegalArgumentException unknown(String text) {
        return new IllegalArgumentException(
                "not a community server (udp://host:4100 or https://host): " + Printable.of(text));
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static boolean isThisMachine(String host) {
        return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
    }
}
