package org.domainstats.httpclient;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The redirects of one request: a few, none twice, never from https to http. Servers are known to
 * redirect to themselves. Whether the next address is allowed is checked when it is connected to.
 */
public final class Redirects {

    private static final int MOST = 5;

    private final Set<URI> seen = new HashSet<>();

    public Redirects(URI start) {
        seen.add(start);
    }

    public static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    /**
     * Where to go next.
     *
     * @throws ForbiddenTargetException if we do not go there
     */
    public URI follow(URI from, @Nullable String location) throws ForbiddenTargetException {
        URI next = resolve(from, location);
        String scheme = next.getScheme() == null ? "" : next.getScheme();
        if (!scheme.equals("https") && !scheme.equals("http")
                || next.getHost() == null
                || next.getRawUserInfo() != null) {
            throw new ForbiddenTargetException("a redirect to something that is no web address");
        }
        if ("https".equals(from.getScheme()) && scheme.equals("http")) {
            throw new ForbiddenTargetException("a redirect from https to http");
        }
        // Fixed text to somebody's mail server is still an attack through this program.
        if (next.getPort() >= 0
                && next.getPort() < 1024
                && next.getPort() != 80
                && next.getPort() != 443) {
            throw new ForbiddenTargetException("a redirect to a port that is not the web's");
        }
        if (!seen.add(next)) {
            throw new ForbiddenTargetException("a redirect loop");
        }
        if (seen.size() > MOST + 1) {
            throw new ForbiddenTargetException("more than " + MOST + " redirects");
        }
        return next;
    }

    private static URI resolve(URI from, @Nullable String location)
            throws ForbiddenTargetException {
        if (location == null) {
            throw new ForbiddenTargetException("a redirect to nowhere");
        }
        try {
            URI next = from.resolve(new URI(location));
            String text = next.toASCIIString().replaceFirst("#.*", "");
            int colon = text.indexOf(':');
            return new URI(
                    text.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT)
                            + text.substring(Math.max(0, colon)));
        } catch (URISyntaxException e) {
            throw new ForbiddenTargetException("a redirect to something that is no web address");
        }
    }
}
