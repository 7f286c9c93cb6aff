package org.domainstats.logformats;

import org.domainstats.logformats.Reading.Origin;
import org.jspecify.annotations.Nullable;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Squid's native log: {@code 1286536309.450 250 192.0.2.1 TCP_MISS/200 28877 GET
 * http://example.com/ - DIRECT/192.0.2.80 text/html}, also behind the head of a syslog message, and
 * its {@code common} and {@code combined}, which are those of web servers. From documentation.
 */
final class SquidLine implements TextLine {

    private static final Pattern NATIVE =
            Pattern.compile("(?:^|: )(?=\\d{1,12}\\.\\d{1,6} +-?\\d+ \\S+ \\S+/\\d+ )");

    private static final Pattern COMMON =
            Pattern.compile(
                    "\\[(\\d\\d/\\w{3}/\\d{4}:[\\d:]{8} [+-]\\d{4})] \"[A-Z_]{3,20} (\\S+) ");

    private static final Pattern BLANKS = Pattern.compile(" +");

    @Override
    public @Nullable Found find(String line) {
        Matcher found = NATIVE.matcher(line);
        if (!found.find()) {
            return common(line);
        }
        String[] columns = BLANKS.split(line.substring(found.end()), 8);
        return columns.length < 7 ? null : found(columns[6], new Origin(columns[2], columns[0]));
    }

    private static @Nullable Found common(String line) {
        Matcher found = COMMON.matcher(line);
        if (!found.find()) {
            return null;
        }
        Origin origin = new Origin(BLANKS.split(line, 2)[0], found.group(1));
        return found(found.group(2), origin);
    }

    private static Found found(String target, Origin origin) {
        @Nullable String host = host(target);
        return host == null ? Found.NO_NAME : new Found(host, origin);
    }

    /** The host of a URL, or of {@code host:port} as CONNECT has it; null if there is none. */
    static @Nullable String host(String target) {
        int scheme = target.indexOf("://");
        if (scheme < 0 && (target.indexOf('/') >= 0 || target.startsWith("error:"))) {
            return null;
        }
        return HostText.ofAuthority(scheme < 0 ? target : target.substring(scheme + 3));
    }
}
