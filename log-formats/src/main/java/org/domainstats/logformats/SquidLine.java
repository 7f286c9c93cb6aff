package org.domainstats.logformats;

import org.domainstats.logformats.Reading.Origin;
import org.domainstats.model.HostText;
import org.jspecify.annotations.Nullable;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Squid's native log: {@code 1286536309.450 250 192.0.2.1 TCP_MISS/200 28877 GET
 * http://example.com/ - DIRECT/192.0.2.80 text/html}, also behind the head of a syslog message, and
 * its {@code common} and {@code combined}, which are those of web servers; Envoy's is like them,
 * and McAfee's gateway has the user and the client behind the time.
 */
final class SquidLine implements TextLine {

    /** Behind the client, which is behind the time and how long it took, unless set otherwise. */
    private static final Pattern NATIVE =
            Pattern.compile(" [A-Z_]{3,40}/\\d{3} -?\\d+ [A-Z_]{3,20} (\\S+) ");

    private static final Pattern SECONDS = Pattern.compile("\\d{1,12}\\.\\d{1,6}");

    private static final Pattern COMMON =
            Pattern.compile(
                    "\\[(?<time>\\d\\d/\\w{2,3}/\\d{4}[: ][\\d:]{8}(?: [+-]\\d{4})?"
                            + "|\\d{4}-\\d\\d-\\d\\dT[\\d:.]{8,15}Z)] "
                            + "(?:\"[^\"]{0,255}\" (?<client>[0-9a-fA-F.:]{2,45}) \\d{3} )?"
                            + "\"[A-Z_]{3,20} (?<target>\\S+) ");

    private static final Pattern BLANKS = Pattern.compile(" +");

    @Override
    public @Nullable Found find(String line) {
        if (!hasStatus(line)) {
            return common(line);
        }
        Matcher found = NATIVE.matcher(line);
        if (!found.find() || TextLine.isBehindPairs(line, found.start())) {
            return common(line);
        }
        String[] before = BLANKS.split(line.substring(0, found.start()).strip(), -1);
        String seconds = before.length < 3 ? "" : before[before.length - 3];
        boolean usual = SECONDS.matcher(seconds).matches();
        return found(
                found.group(1),
                new Origin(before[before.length - 1], usual ? seconds : LeadingTime.of(line)));
    }

    /** Whether three digits stand between a slash and a blank; most lines are refused by that. */
    private static boolean hasStatus(String line) {
        for (int slash = line.indexOf('/'); slash >= 0; slash = line.indexOf('/', slash + 1)) {
            if (line.startsWith(" ", slash + 4)
                    && Character.isDigit(line.charAt(slash + 1))
                    && Character.isDigit(line.charAt(slash + 2))
                    && Character.isDigit(line.charAt(slash + 3))) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Found common(String line) {
        if (!line.contains("] \"")) {
            return null;
        }
        Matcher found = COMMON.matcher(line);
        if (!found.find() || TextLine.isBehindPairs(line, found.start())) {
            return null;
        }
        @Nullable String behind = found.group("client");
        @Nullable String client =
                behind == null ? client(line.substring(0, found.start())) : behind;
        return found(found.group("target"), new Origin(client, found.group("time")));
    }

    /** In front of {@code ident} and the user; a syslog head may be in front of it. */
    private static @Nullable String client(String before) {
        String[] words = BLANKS.split(before.strip(), -1);
        return words.length < 3 ? null : words[words.length - 3];
    }

    private static Found found(String target, Origin origin) {
        @Nullable String host = host(target);
        return host == null ? Found.NO_NAME : new Found(host, origin);
    }

    /** The host of a URL, or of {@code host:port} as CONNECT has it; null if there is none. */
    static @Nullable String host(String target) {
        int scheme = HostText.endOfScheme(target);
        if (scheme == 0 && (target.indexOf('/') >= 0 || target.startsWith("error:"))) {
            return null;
        }
        return HostText.ofAuthority(target.substring(scheme));
    }
}
