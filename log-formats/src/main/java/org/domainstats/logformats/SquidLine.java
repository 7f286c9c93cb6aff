package org.domainstats.logformats;

import org.domainstats.logformats.Reading.Origin;
import org.jspecify.annotations.Nullable;

import java.util.regex.Pattern;

/**
 * Squid's native log: {@code 1286536309.450 250 192.0.2.1 TCP_MISS/200 28877 GET
 * http://example.com/ - DIRECT/192.0.2.80 text/html}. From documentation.
 */
final class SquidLine implements TextLine {

    private static final Pattern START =
            Pattern.compile("\\d{1,12}\\.\\d{1,6} +-?\\d+ \\S+ \\S+/\\d+ .*");

    private static final Pattern BLANKS = Pattern.compile(" +");

    @Override
    public @Nullable Found find(String line) {
        if (!START.matcher(line).matches()) {
            return null;
        }
        String[] columns = BLANKS.split(line, 8);
        if (columns.length < 7) {
            return null;
        }
        @Nullable String host = host(columns[6]);
        return host == null ? Found.NO_NAME : new Found(host, new Origin(columns[2], columns[0]));
    }

    /** The host of a URL, or of {@code host:port} as CONNECT has it; null if there is none. */
    static @Nullable String host(String target) {
        int scheme = target.indexOf("://");
        if (scheme < 0 && (target.indexOf('/') >= 0 || target.startsWith("error:"))) {
            return null;
        }
        String authority = target.substring(scheme < 0 ? 0 : scheme + 3).split("[/?#]", 2)[0];
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
