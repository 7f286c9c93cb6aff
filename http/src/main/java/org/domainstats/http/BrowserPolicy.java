package org.domainstats.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.http.HttpHeaders;

import org.domainstats.model.Printable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetAddress;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a web page may do here through the browser of somebody who can reach this server: nothing.
 * Browsers say which page a request is from in {@code Origin} and {@code Sec-Fetch-Site}, but
 * neither for an image over plain HTTP beyond loopback; and a page whose name leads here (DNS
 * rebinding) is of the same origin, so the name in {@code Host} has to be known.
 */
public final class BrowserPolicy {

    /** Knows addresses and {@code localhost} only. */
    public static final BrowserPolicy DEFAULT = of(Set.of());

    private static final Logger LOG = LoggerFactory.getLogger(BrowserPolicy.class);
    private static final CharSequence FETCH_SITE = HttpHeaders.createOptimized("sec-fetch-site");
    private static final CharSequence FETCH_MODE = HttpHeaders.createOptimized("sec-fetch-mode");
    private static final CharSequence FETCH_DEST = HttpHeaders.createOptimized("sec-fetch-dest");

    /** The pages that may be navigated to from elsewhere: they change nothing. */
    private static final String PAGES = "/ui/";

    /** What leads to them. */
    private static final Set<String> ENTRANCES = Set.of("/", "/ui");

    private static final Pattern HOST = Pattern.compile("(?:\\[([^\\]]*)]|([^:\\[]*))(?::\\d*)?");

    private final Set<String> allowedHosts;
    private final AtomicBoolean unknownReported = new AtomicBoolean();
    private volatile String lastKnown = "localhost";

    private BrowserPolicy(Set<String> allowedHosts) {
        this.allowedHosts = allowedHosts;
    }

    /**
     * A policy for a server that has names.
     *
     * @param allowedHosts its names, without ports
     */
    public static BrowserPolicy of(Collection<String> allowedHosts) {
        return new BrowserPolicy(
                allowedHosts.stream()
                        .map(each -> each.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** What a request is, as far as browsers go. */
    enum Verdict {
        PLAIN,
        /** Of a browser, from no other page: a person's. */
        BROWSER,
        /** Not of a browser, but to a name that is not known. */
        UNKNOWN_HOST,
        /** Of a browser, to a name that is not known. */
        REBOUND,
        /** From a page of another origin. */
        FOREIGN
    }

    Verdict judge(Exchange exchange) {
        String host = exchange.header(HttpHeaderNames.HOST);
        boolean known = host == null || isKnown(host);
        boolean browser = hasSignsOfABrowser(exchange);
        if (isForeign(exchange, host) && !(known && isNavigation(exchange))) {
            return Verdict.FOREIGN;
        }
        if (known) {
            return browser ? Verdict.BROWSER : Verdict.PLAIN;
        }
        if (!browser) {
            reportOnce(String.valueOf(host));
        }
        return browser ? Verdict.REBOUND : Verdict.UNKNOWN_HOST;
    }

    private static boolean isForeign(Exchange exchange, @Nullable String host) {
        String site = exchange.header(FETCH_SITE);
        if (site != null && (site.equals("cross-site") || site.equals("same-site"))) {
            return true;
        }
        String origin = exchange.header(HttpHeaderNames.ORIGIN);
        if (origin == null) {
            return false;
        }
        int scheme = origin.indexOf("://");
        return host == null || scheme < 0 || !origin.substring(scheme + 3).equalsIgnoreCase(host);
    }

    private static boolean isNavigation(Exchange exchange) {
        return exchange.header(HttpHeaderNames.ORIGIN) == null
                && exchange.method().equals("GET")
                && isPage(exchange.target())
                && "navigate".equals(exchange.header(FETCH_MODE))
                && "document".equals(exchange.header(FETCH_DEST));
    }

    private static boolean isPage(String target) {
        return target.startsWith(PAGES) || ENTRANCES.contains(target);
    }

    private static boolean hasSignsOfABrowser(Exchange exchange) {
        String agent = exchange.header(HttpHeaderNames.USER_AGENT);
        return agent != null && agent.startsWith("Mozilla/")
                || exchange.header(HttpHeaderNames.REFERER) != null
                || exchange.header(FETCH_SITE) != null
                || exchange.header(HttpHeaderNames.ORIGIN) != null
                || acceptsPages(exchange, agent);
    }

    /** The JDK's own client accepts pages and images unless it is set otherwise. */
    private static boolean acceptsPages(Exchange exchange, @Nullable String agent) {
        String accept = exchange.header(HttpHeaderNames.ACCEPT);
        return accept != null
                && (accept.contains("text/html") || accept.contains("image/"))
                && (agent == null || !agent.startsWith("Java/"));
    }

    private boolean isKnown(String host) {
        if (host.equals(lastKnown)) {
            return true;
        }
        String name = withoutPort(host).toLowerCase(Locale.ROOT);
        boolean known = name.equals("localhost") || allowedHosts.contains(name) || isAddress(name);
        if (known) {
            lastKnown = host;
        }
        return known;
    }

    /** Of what is no name or address with a port perhaps, all. */
    private static String withoutPort(String host) {
        Matcher matcher = HOST.matcher(host);
        if (!matcher.matches()) {
            return host;
        }
        String bracketed = matcher.group(1);
        return bracketed == null ? matcher.group(2) : bracketed;
    }

    private static boolean isAddress(String name) {
        try {
            var _ = InetAddress.ofLiteral(name);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void reportOnce(String host) {
        if (unknownReported.compareAndSet(false, true)) {
            LOG.warn(
                    "requests come for the name {}: add it to allowed-hosts, or browsers cannot use"
                            + " it and pages that read are refused",
                    Printable.of(host));
        }
    }
}
