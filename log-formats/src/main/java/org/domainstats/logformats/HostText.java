package org.domainstats.logformats;

import org.jspecify.annotations.Nullable;

/** The host in a URL, and in {@code host:port}: logs of HTTP, and lists, have them for names. */
final class HostText {

    private static final String SCHEME = "://";

    private HostText() {}

    /** The host in a text; the text itself where it is nothing else. */
    static String of(String text) {
        int scheme = text.indexOf(SCHEME);
        int colon = text.indexOf(':');
        boolean severalColons = colon >= 0 && text.indexOf(':', colon + 1) >= 0;
        boolean address = scheme < 0 && severalColons && !text.startsWith("[");
        if (address || colon < 0 && text.indexOf('/') < 0) {
            return text;
        }
        @Nullable String host = ofAuthority(scheme < 0 ? text : text.substring(scheme + 3));
        return host == null ? text : host;
    }

    /**
     * The host of an authority (RFC 3986, 3.2), with whatever is behind it; null if there is none.
     */
    static @Nullable String ofAuthority(String text) {
        String authority = text.split("[/?#]", 2)[0];
        String place = authority.substring(authority.lastIndexOf('@') + 1);
        if (place.startsWith("[")) {
            int end = place.indexOf(']');
            return end < 0 ? place : place.substring(1, end);
        }
        int port = place.lastIndexOf(':');
        String host = port < 0 ? place : place.substring(0, port);
        return host.isEmpty() ? null : host;
    }
}
