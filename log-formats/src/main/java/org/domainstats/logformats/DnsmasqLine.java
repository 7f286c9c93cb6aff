package org.domainstats.logformats;

import org.domainstats.logformats.Reading.Origin;
import org.jspecify.annotations.Nullable;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The log of dnsmasq and of Pi-hole: {@code Feb 11 12:34:56 dnsmasq[123]: query[A] example.com from
 * 192.0.2.1}. What is forwarded, cached or replied belongs to a question that has its own line.
 */
final class DnsmasqLine implements TextLine {

    private static final String PROGRAM = "dnsmasq";
    private static final String FROM = " from ";

    /** journald and shippers of logs have the program beside the line; numbers are optional. */
    private static final Pattern LINE_ALONE =
            Pattern.compile("(?:\\d{1,10} \\S{2,60}/\\d{1,5})?(?= ?query\\[)");

    @Override
    public @Nullable Found find(String line) {
        int program = line.indexOf(PROGRAM);
        int query = program < 0 ? alone(line) : line.indexOf(" query[", program);
        if (program < 0 && query < 0 || TextLine.isBehindPairs(line, Math.max(program, 0))) {
            return null;
        }
        int name = line.indexOf("] ", query) + 2;
        // The last one: a name may not hold blanks, but what is odd in it is written as it came.
        int from = line.lastIndexOf(FROM);
        if (query < 0 || name < 2 || from < name) {
            return Found.NO_NAME;
        }
        String client = line.substring(from + FROM.length()).strip().split(" ", 2)[0];
        return new Found(line.substring(name, from), new Origin(client, LeadingTime.of(line)));
    }

    private static int alone(String line) {
        Matcher alone = LINE_ALONE.matcher(line);
        return alone.lookingAt() ? alone.end() : -1;
    }
}
