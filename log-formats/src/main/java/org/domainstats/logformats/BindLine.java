package org.domainstats.logformats;

import org.domainstats.logformats.Reading.Origin;
import org.jspecify.annotations.Nullable;

/**
 * BIND's log: its queries, and what it says of clients that it refuses. {@code client @0x7f64
 * 192.0.2.1#3076 (example.com): query: example.com IN A +E(0)K (192.0.2.53)}, with or without time,
 * category and severity, the address of the object, and a view; old ones without the name in
 * brackets.
 */
final class BindLine implements TextLine {

    private static final String CLIENT = "client ";
    private static final String QUERY = ": query: ";

    @Override
    public @Nullable Found find(String line) {
        int at = line.indexOf(CLIENT);
        if (at < 0) {
            return null;
        }
        int address = at + CLIENT.length();
        if (line.startsWith("@0x", address)) {
            address = line.indexOf(' ', address) + 1;
        }
        int port = line.indexOf('#', address);
        if (address == 0 || port < 0 || line.substring(address, port).indexOf(' ') >= 0) {
            return null;
        }
        @Nullable String name = name(line, port);
        Origin origin = new Origin(line.substring(address, port), time(line, at));
        return name == null ? Found.NO_NAME : new Found(name, origin);
    }

    private static @Nullable String name(String line, int from) {
        int query = line.indexOf(QUERY, from);
        if (query >= 0) {
            int start = query + QUERY.length();
            int end = line.indexOf(' ', start);
            return end < 0 ? null : line.substring(start, end);
        }
        return TextLine.between(line, " (", "):", from);
    }

    /** {@code 17-Feb-2018 23:06:56.326}, also behind the head of a syslog message. */
    private static @Nullable String time(String line, int before) {
        String head = line.substring(0, before);
        int dash = head.indexOf('-');
        int start = dash - 2;
        int end = start + "17-Feb-2018 23:06:56.326".length();
        return start >= 0 && end <= head.length() && Character.isDigit(head.charAt(start))
                ? head.substring(start, end)
                : null;
    }
}
