package org.domainstats.inputs;

import org.domainstats.model.AddressPrefix;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Where names are read, as the setting {@code inputs} writes it. */
public sealed interface InputAddress {

    /** As it is written in the settings; names the input in metrics and in the store. */
    String text();

    /** A log on this machine. */
    record LogFile(String text, Path path) implements InputAddress {}

    /** A socket of this machine that name servers write dnstap to. */
    record DnstapSocket(String text, Path path) implements InputAddress {}

    /**
     * A port.
     *
     * @param from who may send; empty for everybody
     */
    record Port(String text, Kind kind, InetSocketAddress address, List<AddressPrefix> from)
            implements InputAddress {

        public Port {
            from = List.copyOf(from);
        }
    }

    /** What is sent to a port. */
    enum Kind {
        DNSTAP_TCP("dnstap+tcp"),
        SYSLOG_UDP("syslog+udp"),
        SYSLOG_TCP("syslog+tcp");

        private final String scheme;

        Kind(String scheme) {
            this.scheme = scheme;
        }
    }

    String FORMS =
            "file:/PATH, dnstap+unix:/PATH, dnstap+tcp://ADDRESS:PORT, syslog+udp://ADDRESS:PORT"
                    + " or syslog+tcp://ADDRESS:PORT, a port perhaps with ?from=NETWORK";

    /**
     * Parses an address.
     *
     * @throws IllegalArgumentException if it is none; the message says what is wrong
     */
    static InputAddress parse(String text) {
        int colon = text.indexOf(':');
        String scheme = colon < 0 ? "" : text.substring(0, colon);
        String rest = text.substring(colon + 1);
        return switch (scheme) {
            case "file" -> new LogFile(text, path(rest));
            case "dnstap+unix" -> new DnstapSocket(text, path(rest));
            default ->
                    Arrays.stream(Kind.values())
                            .filter(kind -> kind.scheme.equals(scheme))
                            .findFirst()
                            .map(kind -> port(text, kind))
                            .orElseThrow(() -> new IllegalArgumentException("not " + FORMS));
        };
    }

    private static Path path(String text) {
        String path = text.startsWith("///") ? text.substring(2) : text;
        if (!path.startsWith("/") || path.startsWith("//") || path.endsWith("/")) {
            throw new IllegalArgumentException("the path must be absolute, as in file:/var/log/x");
        }
        return Path.of(path);
    }

    private static Port port(String text, Kind kind) {
        try {
            URI uri = new URI(text);
            String host = uri.getHost();
            boolean plain =
                    (uri.getRawPath() == null || uri.getRawPath().isEmpty())
                            && uri.getRawUserInfo() == null
                            && uri.getRawFragment() == null;
            if (host == null || uri.getPort() < 0 || uri.getPort() > 65_535 || !plain) {
                throw new IllegalArgumentException("not " + FORMS);
            }
            return new Port(
                    text,
                    kind,
                    new InetSocketAddress(InetAddress.ofLiteral(host), uri.getPort()),
                    from(uri.getRawQuery() == null ? "" : uri.getRawQuery()));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not " + FORMS, e);
        }
    }

    private static List<AddressPrefix> from(String query) {
        return Arrays.stream(query.split("&", -1))
                .filter(each -> !each.isEmpty())
                .map(
                        each -> {
                            if (!each.startsWith("from=")) {
                                throw new IllegalArgumentException("only from= may follow the ?");
                            }
                            return AddressPrefix.parse(each.substring("from=".length()));
                        })
                .toList();
    }
}
