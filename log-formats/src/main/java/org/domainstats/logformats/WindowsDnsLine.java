package org.domainstats.logformats;

import org.domainstats.logformats.Reading.Origin;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The debug log of Windows DNS: {@code 8/19/2025 2:05:39 PM 0D4C PACKET 00000286 UDP Rcv 192.0.2.1
 * 0002 Q [0001 D NOERROR] A (3)www(7)example(3)com(0)}, with the date as the machine's locale
 * writes it. From documentation.
 */
final class WindowsDnsLine implements TextLine {

    private static final String PACKET = " PACKET ";
    private static final String RECEIVED = " Rcv ";
    private static final String SENT = " Snd ";
    private static final Pattern LENGTH = Pattern.compile("\\(\\d{1,2}\\)");

    /**
     * The operation is a standard query, no update or notice, and the type is that of no transfer.
     */
    private static final Pattern QUESTION =
            Pattern.compile("\\sQ \\[[^]]{0,40}]\\s{1,8}+(?![AI]XFR\\s)");

    @Override
    public @Nullable Found find(String line) {
        int packet = line.indexOf(PACKET);
        if (packet < 0) {
            return line.startsWith("DNS Server log") || line.startsWith("Message logging key")
                    ? Found.NO_NAME
                    : null;
        }
        int flags = line.indexOf(']', packet);
        int start = line.indexOf('(', Math.max(flags, packet));
        if (start < 0 || !QUESTION.matcher(line).region(packet, start).find()) {
            return Found.NO_NAME;
        }
        @Nullable String name = name(line, start);
        return new Found(
                name == null ? uncounted(line.substring(start).strip()) : name,
                new Origin(client(line, packet), time(line, packet)));
    }

    /** Octets that something has converted are not as many as their length says. */
    private static @Nullable String uncounted(String labels) {
        return labels.endsWith("(0)") ? LENGTH.matcher(labels).replaceAll(".").substring(1) : null;
    }

    /** Labels, each behind its length in brackets, up to the empty one. */
    static @Nullable String name(String line, int from) {
        StringBuilder name = new StringBuilder();
        for (int at = from; at < line.length(); ) {
            int close = line.indexOf(')', at);
            int length = close < 0 ? -1 : length(line, at, close);
            int end = close + 1 + length;
            if (length < 0 || end > line.length()) {
                return null;
            }
            if (length == 0) {
                return name.isEmpty() ? "." : name.toString();
            }
            name.append(name.isEmpty() ? "" : ".").append(line, close + 1, end);
            at = end;
        }
        return null;
    }

    private static int length(String line, int open, int close) {
        int length = 0;
        boolean digits = line.charAt(open) == '(' && close > open + 1 && close < open + 4;
        for (int i = open + 1; digits && i < close; i++) {
            int digit = line.charAt(i) - '0';
            digits = digit >= 0 && digit <= 9;
            length = length * 10 + digit;
        }
        return digits && length <= 63 ? length : -1;
    }

    /**
     * Who sent a question, or gets an answer; the other way round it is a server that was asked.
     */
    private static @Nullable String client(String line, int packet) {
        for (String way : List.of(RECEIVED, SENT)) {
            int start = line.indexOf(way, packet);
            if (start >= 0) {
                String[] words = line.substring(start + way.length()).split(" +", 4);
                boolean response = words.length > 2 && words[2].equals("R");
                return response == way.equals(SENT) ? words[0] : null;
            }
        }
        return null;
    }

    /** What stands in front of the number of the thread. */
    private static @Nullable String time(String line, int packet) {
        int thread = line.lastIndexOf(' ', packet - 1);
        return thread < 0 ? null : TextLine.utf8(line.substring(0, thread));
    }
}
