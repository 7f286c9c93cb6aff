package org.domainstats.inputs;

import java.io.ByteArrayOutputStream;
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

    /** So often each octet is read again at most, in the mean. */
    private static final int MOST_AGAIN = 8;

    private static final byte[] NONE = {};

    private final InputStream in;
    private final byte[] message = new byte[LONGEST];
    private int length;
    private boolean cut;
    private boolean ended;

    /** Whether the last message was behind its length. */
    private boolean counting;

    /** The length of a message that was found behind what is none; 0 if there is no such. */
    private int found;

    /** What is read once more, and how much of it was. */
    private byte[] again = NONE;

    private int againAt;
    private long readAgain;
    private long received;

    SyslogFraming(InputStream in) {
        this.in = in;
    }

    private int read() throws IOException {
        if (againAt < again.length) {
            return again[againAt++] & 0xff;
        }
        received++;
        return in.read();
    }

    /** Reads the next message; false at the end. Blocks. */
    boolean next() throws IOException {
        cut = false;
        ended = true;
        length = 0;
        if (found > 0) {
            add('<');
            int count = found;
            found = 0;
            return rest(count);
        }
        int first = read();
        while (first == '\n' || first == '\r' || first == 0) {
            first = read();
        }
        if (first < 0) {
            return false;
        }
        return first >= '1' && first <= '9' ? counted(first) : line(first);
    }

    /** A number and a blank in front of a message are its length; else they begin a line. */
    private boolean counted(int first) throws IOException {
        int count = 0;
        int octet = first;
        while (isDigit(octet) && count <= LONGEST_COUNT) {
            count = count * 10 + octet - '0';
            add(octet);
            octet = read();
        }
        if (octet != ' ' || count > LONGEST_COUNT) {
            return line(octet);
        }
        length = 0;
        counting = true;
        return rest(count);
    }

    /**
     * Reads on to the end of a message of that length. Where a digit that belongs to no count
     * stands in front of it, the count is too large: the message ends behind less of its digits,
     * and the next one, with its own count, is there. A client may have written what looks like
     * one: so nothing is split unless no message begins where the whole count ends.
     */
    private boolean rest(int count) throws IOException {
        for (int i = length; i < count; i++) {
            int octet = read();
            if (octet < 0) {
                return split(ownLength(count), NONE);
            }
            add(octet);
        }
        int own = ownLength(count);
        if (own > 0) {
            ByteArrayOutputStream behind = new ByteArrayOutputStream(DIGITS + 2);
            if (isMessageNext(behind) || !split(own, behind.toByteArray())) {
                readAgain(length, behind.toByteArray());
            }
        }
        return true;
    }

    /** Ends the message there, and has read once more what is behind it; false if not. */
    private boolean split(int own, byte[] behind) {
        int more = length - own + behind.length;
        if (own == 0 || readAgain + more > MOST_AGAIN * received) {
            return false;
        }
        readAgain += more;
        readAgain(own, behind);
        length = own;
        return true;
    }

    /** The largest number of the last digits of a count that a head stands behind; 0 if none. */
    private int ownLength(int count) {
        if (cut) {
            return 0;
        }
        for (int power = LONGEST_COUNT + 1; power > 1; power /= 10) {
            int own = count % power;
            if (own < count && own >= power / 10 && isHead(own)) {
                return own;
            }
        }
        return 0;
    }

    /** Whether a count, a blank and a priority begin there, in what was read. */
    private boolean isHead(int start) {
        int at = start;
        if (at < length && message[at] == '0') {
            return false;
        }
        while (at < length && at - start < DIGITS && isDigit(message[at])) {
            at++;
        }
        return at > start && at + 1 < length && message[at] == ' ' && message[at + 1] == '<';
    }

    /** Whether a message begins, a line or the connection ends behind what was read. */
    private boolean isMessageNext(ByteArrayOutputStream behind) throws IOException {
        int octet = read();
        while (isDigit(octet) && behind.size() < DIGITS) {
            behind.write(octet);
            octet = read();
        }
        boolean counts = behind.size() > 0;
        if (counts && octet == ' ') {
            behind.write(octet);
            octet = read();
        }
        if (octet >= 0) {
            behind.write(octet);
        }
        return octet == '<'
                || !counts && (octet < 0 || octet == '\n' || octet == '\r' || octet == 0);
    }

    /** Has what was read from there on read once more, and what was read behind it. */
    private void readAgain(int from, byte[] behind) {
        ByteArrayOutputStream more = new ByteArrayOutputStream();
        more.write(message, from, length - from);
        more.writeBytes(behind);
        more.write(again, againAt, again.length - againAt);
        again = more.toByteArray();
        againAt = 0;
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
            octet = read();
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
