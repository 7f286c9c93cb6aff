package org.domainstats.inputs;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The question of a DNS message (RFC 1035, section 4). */
final class DnsQuestion {

    private static final int HEADER = 12;
    private static final int OPCODE_MASK = 0x7800;
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_LABEL = 63;
    private static final int INTERNET = 1;

    private DnsQuestion() {}

    /**
     * The name that a message asks about, with a dot at its end, octets that would end a label
     * escaped; null where it is no standard query of the class IN, or no message.
     */
    static @Nullable String name(ByteBuffer dns) {
        ByteBuffer message = dns.slice().order(ByteOrder.BIG_ENDIAN);
        if (message.remaining() < HEADER
                || (message.getShort(2) & OPCODE_MASK) != 0
                || (message.getShort(4) & 0xffff) == 0) {
            return null;
        }
        message.position(HEADER);
        @Nullable String name = text(message);
        return name == null || !isInternet(message) ? null : name;
    }

    /** The name that comes next, with a dot at its end; null if it is none. */
    static @Nullable String text(ByteBuffer message) {
        StringBuilder name = new StringBuilder();
        int octets = 0;
        while (message.hasRemaining()) {
            int length = message.get() & 0xff;
            octets += 1 + length;
            // A pointer cannot stand in the first name of a message: nothing is in front of it.
            if (length > LONGEST_LABEL || octets > LONGEST_NAME || length > message.remaining()) {
                return null;
            }
            if (length == 0) {
                return name.isEmpty() ? "." : name.toString();
            }
            for (int i = 0; i < length; i++) {
                append(name, message.get() & 0xff);
            }
            name.append('.');
        }
        return null;
    }

    private static boolean isInternet(ByteBuffer message) {
        return message.remaining() >= 2 * Short.BYTES
                && message.getShort(message.position() + Short.BYTES) == INTERNET;
    }

    private static void append(StringBuilder name, int octet) {
        if (octet <= ' ' || octet >= 0x7f || octet == '.' || octet == '\\') {
            name.append('\\').append((char) ('0' + octet / 100));
            name.append((char) ('0' + octet / 10 % 10)).append((char) ('0' + octet % 10));
        } else {
            name.append((char) octet);
        }
    }
}
