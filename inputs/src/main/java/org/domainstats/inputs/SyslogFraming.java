package org.domainstats.inputs;

import java.io.IOException;
import java.io.InputStream;

/**
 * The messages of syslog over TCP (RFC 6587): each behind its length, or up to a line feed; whoever
 * sends may use both.
 */
final class SyslogFraming {

    /** RFC 5424 has everybody take 2 KiB; EVE and DNS servers send more. */
    static final int LONGEST = 64 * 1_024;

    private static final int LONGEST_COUNT = 999_999;

    private final InputStream in;
    private final byte[] message = new byte[LONGEST];
    private int length;
    private boolean cut;
    private boolean ended;

    SyslogFraming(InputStream in) {
        this.in = in;
    }

    /** Reads the next message; false at the end. Blocks. */
    boolean next() throws IOException {
        cut = false;
        ended = true;
        length = 0;
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
        while (octet >= '0' && octet <= '9' && count <= LONGEST_COUNT) {
            count = count * 10 + octet - '0';
            add(octet);
            octet = in.read();
        }
        if (octet != ' ' || count > LONGEST_COUNT) {
            return line(octet);
        }
        length = 0;
        for (long i = 0; i < count; i++) {
            octet = in.read();
            if (octet < 0) {
                return false;
            }
            add(octet);
        }
        return true;
    }

    private boolean line(int first) throws IOException {
        int octet = first;
        while (octet >= 0 && octet != '\n') {
            add(octet);
            octet = in.read();
        }
        ended = octet >= 0;
        return true;
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

    /** Whether it was longer than what is taken of one. */
    boolean isCut() {
        return cut;
    }
}
