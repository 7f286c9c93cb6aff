package org.domainstats.access;

import org.domainstats.http.Exchange;
import org.domainstats.http.TrustedProxies;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The cookie by which a browser shows its session (RFC 6265). Browsers share cookies between the
 * ports of a host, so its name has the port; over TLS it has the prefix that no other host of the
 * domain can set.
 */
final class SessionCookie {

    private static final String NAME = "domain-stats-";
    private static final String HOST_PREFIX = "__Host-";
    private static final String FORWARDED_PROTO = "x-forwarded-proto";

    /** 32 bytes in base64url. */
    private static final int VALUE_LENGTH = 43;

    private final TrustedProxies proxies;

    SessionCookie(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    /**
     * The values that a browser sent. There may be several: over plain HTTP another port or a host
     * of the same domain can set a cookie of this name, and it may be sent before the real one.
     */
    List<String> values(Exchange exchange) {
        List<String> lines = exchange.request().headers().getAll("cookie");
        if (lines.isEmpty()) {
            return List.of();
        }
        String start = name(exchange) + "=";
        return lines.stream()
                .flatMap(line -> Stream.of(line.split(";", -1)))
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(start))
                .map(cookie -> cookie.substring(start.length()))
                .filter(value -> value.length() == VALUE_LENGTH)
                .toList();
    }

    /** The field that has a browser keep it. */
    String set(Exchange exchange, String value, Duration lifetime) {
        return name(exchange)
                + "="
                + value
                + "; Path=/; Max-Age="
                + lifetime.toSeconds()
                + "; HttpOnly; SameSite=Strict"
                + (isSecure(exchange) ? "; Secure" : "");
    }

    /** The field that has a browser forget it. */
    String clear(Exchange exchange) {
        return set(exchange, "", Duration.ZERO);
    }

    private String name(Exchange exchange) {
        return (isSecure(exchange) ? HOST_PREFIX : "") + NAME + exchange.localPort();
    }

    /** Whether the browser's own connection is encrypted, here or at a trusted proxy. */
    private boolean isSecure(Exchange exchange) {
        return exchange.isEncrypted()
                || proxies.contain(exchange.peer())
                        && "https".equalsIgnoreCase(exchange.header(FORWARDED_PROTO));
    }
}
