package org.domainstats.model;

import org.jspecify.annotations.Nullable;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The host in a URL, and in {@code host:port}: logs of HTTP, and lists, have them for names. */
public final class HostText {

    /** Only in front: a URL may hold another one behind its path. */
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]{0,31}://");

    private HostText() {}

    /** The host in a text; the text itself where it is nothing else. */
    public static String of(String text) {
        int colon = text.indexOf(':');
        if (colon < 0 && text.indexOf('/') < 0) {
            return text;
        }
        int scheme = colon < 0 ? 0 : endOfScheme(text);
        boolean severalColons = colon >= 0 && text.indexOf(':', colon + 1) >= 0;
        if (scheme == 0 && severalColons && isAddress(text)) {
            return text;
        }
        @Nullable String host = ofAuthority(text.substring(scheme));
        return host == null ? text : host;
    }

    /** An address of IPv6 without brackets: its colons are in front of any path. */
    private static boolean isAddress(String text) {
        String authority = text.split("[/?#]", 2)[0];
        return !authority.startsWith("[") && authority.indexOf(':') != authority.lastIndexOf(':');
    }

    /** Where the scheme in front of a URL ends; 0 if there is none. */
    public static int endOfScheme(String text) {
        Matcher scheme = SCHEME.matcher(text);
        return scheme.lookingAt() ? scheme.end() : 0;
    }

    /**
     * The host of an authority (RFC 3986, 3.2), with whatever is behind it; null if there is none.
     */
    public static @Nullable String ofAuthority(String text) {
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
