package org.domainstats.logformats;

import org.domainstats.logformats.Reading.Origin;
import org.jspecify.annotations.Nullable;

import java.util.regex.Pattern;

/**
 * BIND's log: its queries, and what it says of clients that it refuses. {@code client @0x7f64
 * 192.0.2.1#3076 (example.com): query: example.com IN A +E(0)K (192.0.2.53)}, with or without time,
 * category and severity, the address of the object, and a view; old ones without the name in
 * brackets.
 */
final class BindLine implements TextLine {

    private static final String CLIENT = "client ";
    private static final String QUERY = ": query: ";

    /** Of a question for a whole zone, behind its class. */
    private static final Pattern TRANSFER = Pattern.compile(" \\S{1,16} [AI]XFR(?: |$)");

    /** What is said of zones, to which nobody asked about a site. */
    private static final Pattern OF_ZONE =
            Pattern.compile(
                    "(?:: view \\S{1,255})?: (?:transfer of|zone transfer|[AI]XFR|updat|received notify|"
                            + "bad zone transfer)");

    @Override
    public @Nullable Found find(String line) {
        // A host or a program of that name may stand in front.
        for (int at = line.indexOf(CLIENT); at >= 0; at = line.indexOf(CLIENT, at + 1)) {
            int address = at + CLIENT.length();
            if (line.startsWith("@0x", address)) {
                address = end(line, address) + 1;
            }
            int end = end(line, address);
            int port = address > end ? -1 : line.substring(address, end).indexOf('#');
            if (port >= 0 && !TextLine.isBehindPairs(line, at)) {
                Origin origin = new Origin(line.substring(address, address + port), time(line, at));
                @Nullable String name = name(line, address + port);
                return name == null ? Found.NO_NAME : new Found(name, origin);
            }
        }
        return null;
    }

    private static int end(String line, int word) {
        int end = line.indexOf(' ', word);
        return end < 0 ? line.length() : end;
    }

    private static @Nullable String name(String line, int from) {
        int query = line.indexOf(QUERY, from);
        if (query >= 0) {
            int start = query + QUERY.length();
            int end = line.indexOf(' ', start);
            boolean transfer =
                    end >= 0 && TRANSFER.matcher(line).region(end, line.length()).lookingAt();
            return end < 0 || transfer ? null : line.substring(start, end);
        }
        @Nullable String name = TextLine.between(line, " (", "):", from);
        int behind = name == null ? from : line.indexOf("):", from) + 1;
        return OF_ZONE.matcher(line).region(behind, line.length()).lookingAt() ? null : name;
    }

    /** BIND's own behind the head of a syslog message, else what the line begins with. */
    private static @Nullable String time(String line, int before) {
        int dash = line.indexOf('-');
        int start = dash - 2;
        int end = start + "17-Feb-2018 23:06:56.326".length();
        return start > 0 && end <= before && isDay(line, start)
                ? line.substring(start, end)
                : LeadingTime.of(line);
    }

    private static boolean isDay(String line, int start) {
        return line.charAt(start - 1) == ' '
                && Character.isDigit(line.charAt(start))
                && Character.isDigit(line.charAt(start + 1))
                && line.charAt(start + "17-Feb".length()) == '-';
    }
}
