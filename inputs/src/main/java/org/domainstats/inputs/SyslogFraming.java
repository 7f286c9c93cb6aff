package org.domainstats.inputs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The messages of syslog over TCP (RFC 6587): each behind its length, or up to a line feed; whoever
 * sends may use both.
 */
final class SyslogFraming {

    /** RFC 5424 has everybody take 2 KiB; EVE and DNS servers send more. */
    static final int LONGEST = 64 * 1_024;

    private static final int LONGEST_COUNT = 999_999;
    private static final int DIGITS = 6;

    private final InputStream in;
    private final byte[] message = new byte[LONGEST];
    private int length;
    private boolean cut;
    private boolean ended;

    /** Whether the last message was behind its length. */
    private boolean counting;

    /** The length of a message that was found behind what is none; 0 if there is no such. */
    private long found;

    SyslogFraming(InputStream in) {
        this.in = in;
    }

    /** Reads the next message; false at the end. Blocks. */
    boolean next() throws IOException {
        cut = false;
        ended = true;
        length = 0;
        if (found > 0) {
            add('<');
            long rest = found - 1;
            found = 0;
            return rest(rest);
        }
        int first = in.read();
        while (first == '\n' || first == '\r' || first == 0) {
            first = in.read();
        }
        if (first < 0) {
            return false;
        }
        return first >= '1' && first <= '9' ? counted(first) : line(first);
    }

    /** A number and a blank in front of a message are its length; else they begin a line. */
    private boolean counted(int first) throws IOException {
        long count = 0;
        int octet = first;
        while (isDigit(octet) && count <= LONGEST_COUNT) {
            count = count * 10 + octet - '0';
            add(octet);
            octet = in.read();
        }
        if (octet != ' ' || count > LONGEST_COUNT) {
            return line(octet);
        }
        length = 0;
        counting = true;
        return rest(count);
    }

    private boolean rest(long count) throws IOException {
        for (long i = 0; i < count; i++) {
            int octet = in.read();
            if (octet < 0) {
                return false;
            }
            add(octet);
        }
        return true;
    }

    /**
     * A line; from somebody who counts, and counted wrong, what is in front of the next count: a
     * number, a blank and the priority of a message.
     */
    private boolean line(int first) throws IOException {
        boolean headed = length == 0 && first == '<';
        int octet = first;
        while (octet >= 0 && octet != '\n') {
            if (octet == '<' && counting && !headed) {
                found = numberAtEnd();
                if (found > 0) {
                    cut = true;
                    return true;
                }
            }
            add(octet);
            octet = in.read();
        }
        ended = octet >= 0;
        counting &= !headed;
        return true;
    }

    /** The number in front of a blank at the end of what was read; 0 if there is none. */
    private int numberAtEnd() {
        int end = length - 1;
        int start = end;
        while (start > 0 && end - start < DIGITS && isDigit(message[start - 1])) {
            start--;
        }
        return start == end || message[end] != ' '
                ? 0
                : Integer.parseInt(
                        new String(message, start, end - start, StandardCharsets.US_ASCII));
    }

    private static boolean isDigit(int octet) {
        return octet >= '0' && octet <= '9';
    }

    private void add(int octet) {
        if (length < message.length) {
            message[length++] = (byte) octet;
        } else {
            cut = true;
        }
    }

    byte[] message() {
        return message;
    }

    int length() {
        return length;
    }

    /** Whether its end was received, and not only that of the connection. */
    boolean isEnded() {
        return ended;
    }

    /** Whether it was longer than what is taken of one, or no message. */
    boolean isCut() {
        return cut;
    }
}
