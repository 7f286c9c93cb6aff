package org.domainstats.http;

import io.vertx.core.MultiMap;

import org.domainstats.model.AddressPrefix;
import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The proxies that may say for whom they send a request, in {@code Forwarded} (RFC 7239) or {@code
 * X-Forwarded-For}. Everybody can write such a field; only what a trusted proxy added to it counts.
 */
public record TrustedProxies(List<AddressPrefix> networks) {

    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    private static final String FORWARDED = "forwarded";
    private static final String X_FORWARDED_FOR = "x-forwarded-for";

    /** What else proxies add, and clients do not. */
    private static final List<String> SIGNS =
            List.of("x-real-ip", "x-forwarded-host", "x-forwarded-proto", "via");

    /** No chain of proxies is longer; what is further left is not read. */
    private static final int MOST_HOPS = 32;

    public TrustedProxies {
        networks = List.copyOf(networks);
    }

    /**
     * Proxies as an operator names them: addresses and {@code address/bits}.
     *
     * @throws IllegalArgumentException if one of them is neither
     */
    public static TrustedProxies parse(List<String> written) {
        return new TrustedProxies(written.stream().map(AddressPrefix::parse).toList());
    }

    /**
     * The client that a request comes from: the rightmost address that is not a trusted proxy's.
     * Without a trusted proxy, the peer. What cannot be read ends the chain at the proxy before. A
     * proxy writes one of the two fields and passes the other on as the client wrote it; so where
     * they name different clients, the proxy itself counts as the client.
     */
    public InetAddress clientOf(Exchange exchange) {
        return clientOf(exchange.peer(), exchange.request().headers());
    }

    /**
     * Whether a proxy on this machine sends a request that is not named here: the loopback address
     * then says nothing of the client.
     */
    public boolean isUnknownProxy(Exchange exchange) {
        return exchange.peer().isLoopbackAddress()
                && !contain(exchange.peer())
                && hasSignsOfAProxy(exchange.request().headers());
    }

    private static boolean hasSignsOfAProxy(MultiMap headers) {
        return headers.contains(FORWARDED)
                || headers.contains(X_FORWARDED_FOR)
                || SIGNS.stream().anyMatch(headers::contains);
    }

    InetAddress clientOf(InetAddress peer, MultiMap headers) {
        if (!contain(peer)) {
            return peer;
        }
        List<String> forwarded = forwarded(headers);
        List<String> xForwardedFor = xForwardedFor(headers);
        if (forwarded.isEmpty() || xForwardedFor.isEmpty()) {
            return clientOf(peer, forwarded.isEmpty() ? xForwardedFor : forwarded);
        }
        InetAddress client = clientOf(peer, forwarded);
        return client.equals(clientOf(peer, xForwardedFor)) ? client : peer;
    }

    private InetAddress clientOf(InetAddress peer, List<String> hops) {
        InetAddress client = peer;
        for (int i = hops.size() - 1; i >= Math.max(0, hops.size() - MOST_HOPS); i--) {
            InetAddress hop = address(hops.get(i));
            if (hop == null) {
                return client;
            }
            client = hop;
            if (!contain(client)) {
                return client;
            }
        }
        return client;
    }

    /** Whether an address is that of one of these proxies. */
    public boolean contain(InetAddress address) {
        for (AddressPrefix network : networks) {
            if (network.contains(address)) {
                return true;
            }
        }
        return false;
    }

    /** The addresses that the proxies wrote, the last one at the end. */
    private static List<String> xForwardedFor(MultiMap headers) {
        List<String> hops = new ArrayList<>();
        headers.getAll(X_FORWARDED_FOR).forEach(line -> hops.addAll(split(line, ",")));
        return hops;
    }

    private static List<String> forwarded(MultiMap headers) {
        List<String> hops = new ArrayList<>();
        for (String line : headers.getAll(FORWARDED)) {
            for (String element : split(line, ",")) {
                hops.add(forParameter(element));
            }
        }
        return hops;
    }

    private static String forParameter(String element) {
        for (String pair : split(element, ";")) {
            if (pair.toLowerCase(Locale.ROOT).startsWith("for=")) {
                return pair.substring("for=".length());
            }
        }
        return "";
    }

    private static List<String> split(String text, String separator) {
        List<String> parts = new ArrayList<>();
        for (String part : text.split(separator, -1)) {
            parts.add(part.strip());
        }
        return parts;
    }

    /** The address in one of its spellings: quoted, in brackets, with a port; or null. */
    private static @Nullable InetAddress address(String written) {
        String text = written;
        if (text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")) {
            text = text.substring(1, text.length() - 1);
        }
        int bracket = text.indexOf(']');
        if (text.startsWith("[") && bracket > 0) {
            text = text.substring(1, bracket);
        } else if (text.indexOf(':') >= 0 && text.indexOf(':') == text.lastIndexOf(':')) {
            text = text.substring(0, text.indexOf(':'));
        }
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
