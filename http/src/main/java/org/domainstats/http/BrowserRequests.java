package org.domainstats.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.MultiMap;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.util.Locale;

/**
 * What a request says about the browser that sent it. Any page can make a browser send requests to
 * addresses that only the browser can reach; a page cannot forge these fields.
 */
public final class BrowserRequests {

    private static final String SEC_FETCH_SITE = "sec-fetch-site";

    private BrowserRequests() {}

    /**
     * Whether a browser sent the request. Over HTTP beyond loopback some browsers send neither
     * {@code Origin} nor {@code Sec-Fetch-Site}, so what else they always send counts as well.
     */
    public static boolean isFromBrowser(Exchange exchange) {
        MultiMap headers = exchange.request().headers();
        return headers.contains(HttpHeaderNames.ORIGIN)
                || headers.contains(SEC_FETCH_SITE)
                || headers.contains(HttpHeaderNames.REFERER)
                || startsWith(headers.get(HttpHeaderNames.USER_AGENT), "mozilla/")
                || accepts(headers.get(HttpHeaderNames.ACCEPT));
    }

    private static boolean startsWith(@Nullable String value, String prefix) {
        return value != null && value.toLowerCase(Locale.ROOT).startsWith(prefix);
    }

    private static boolean accepts(@Nullable String accept) {
        return accept != null && (accept.contains("text/html") || accept.contains("image/"));
    }

    /** Whether a page of another origin caused the request (Fetch Metadata; RFC 6454). */
    public static boolean isCrossOrigin(Exchange exchange) {
        MultiMap headers = exchange.request().headers();
        String site = headers.get(SEC_FETCH_SITE);
        if (site != null && !site.equals("none") && !site.equals("same-origin")) {
            return true;
        }
        String origin = headers.get(HttpHeaderNames.ORIGIN);
        String host = headers.get(HttpHeaderNames.HOST);
        return origin != null
                && (host == null || !origin.toLowerCase(Locale.ROOT).endsWith("://" + host));
    }

    /**
     * Whether the name in {@code Host} cannot be a stranger's: an address or {@code localhost}. Any
     * other name may be one that a page's owner lets lead to this machine (DNS rebinding).
     */
    public static boolean hasAddressAsHost(Exchange exchange) {
        String host = exchange.header(HttpHeaderNames.HOST);
        if (host == null) {
            return false;
        }
        String name = withoutPort(host);
        if (name.equalsIgnoreCase("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(name).getAddress().length > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String withoutPort(String host) {
        if (host.startsWith("[")) {
            return host.substring(1, Math.max(1, host.indexOf(']')));
        }
        int colon = host.indexOf(':');
        return colon < 0 ? host : host.substring(0, colon);
    }
}
