package org.domainstats.server;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;

/**
 * Recognizes the head of the request that nearly every client sends: {@code GET} of a path,
 * HTTP/1.1, one Host, no body, nothing about the connection beyond keeping it. Strict: whatever has
 * a second meaning (bare line feeds, folded lines, a body) is left to the complete decoder, so that
 * the two can never disagree about where a request ends. Reads one head after another and is used
 * by one thread.
 */
final class SimpleHead {

    /** What the octets so far are. */
    enum Shape {
        /** The beginning of such a head, and maybe of another one. */
        INCOMPLETE,
        SIMPLE,
        OTHER
    }

    /**
     * Longer heads are left to the decoder that has limits and does not begin anew with each octet.
     */
    static final int LONGEST = 4_096;

    private static final byte[] START = "GET /".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] VERSION = " HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final boolean[] HOSTNAME = table("-._");
    private static final boolean[] TOKEN = table("!#$%&'*+-.^_`|~");

    private byte[] bytes = {};
    private int position;
    private int end;
    private int pathStart;
    private int pathEnd;
    private boolean hostname;
    private int hosts;
    private @Nullable String authorization;

    /** Looks at a head that begins at {@code from}; {@code to} is where the known octets end. */
    Shape parse(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.end = to;
        this.hosts = 0;
        this.authorization = null;
        position = from;
        Shape shape = literal(START);
        if (shape == Shape.SIMPLE) {
            shape = readPath();
        }
        if (shape == Shape.SIMPLE) {
            shape = literal(VERSION);
        }
        if (shape == Shape.SIMPLE) {
            shape = fields();
        }
        int length = (shape == Shape.INCOMPLETE ? to : position) - from;
        return length > LONGEST ? Shape.OTHER : shape;
    }

    /** Where the next request begins. */
    int next() {
        return position;
    }

    /** The target without its first slash, one char for each octet. */
    String path() {
        return new String(bytes, pathStart, pathEnd - pathStart, StandardCharsets.ISO_8859_1);
    }

    /** Whether the path holds at least one dot and nothing but what hostnames are made of. */
    boolean isHostname() {
        return hostname;
    }

    @Nullable String authorization() {
        return authorization;
    }

    private Shape literal(byte[] literal) {
        for (byte expected : literal) {
            if (position == end) {
                return Shape.INCOMPLETE;
            }
            if (bytes[position++] != expected) {
                return Shape.OTHER;
            }
        }
        return Shape.SIMPLE;
    }

    private Shape readPath() {
        boolean dot = false;
        boolean plain = true;
        pathStart = position;
        for (; position < end; position++) {
            int octet = bytes[position] & 0xff;
            if (octet == ' ') {
                pathEnd = position;
                hostname = dot && plain;
                return Shape.SIMPLE;
            }
            if (octet < ' ' || octet == 0x7f) {
                return Shape.OTHER;
            }
            dot |= octet == '.';
            plain &= HOSTNAME[octet];
        }
        return Shape.INCOMPLETE;
    }

    private Shape fields() {
        while (position < end) {
            if (bytes[position] == '\r') {
                return lastLine();
            }
            Shape shape = field();
            if (shape != Shape.SIMPLE) {
                return shape;
            }
        }
        return Shape.INCOMPLETE;
    }

    private Shape lastLine() {
        if (position + 1 == end) {
            return Shape.INCOMPLETE;
        }
        if (bytes[position + 1] != '\n' || hosts != 1) {
            return Shape.OTHER;
        }
        position += 2;
        return Shape.SIMPLE;
    }

    private Shape field() {
        int name = position;
        while (position < end && TOKEN[bytes[position] & 0xff]) {
            position++;
        }
        if (position == end) {
            return Shape.INCOMPLETE;
        }
        if (bytes[position] != ':' || position == name) {
            return Shape.OTHER;
        }
        int colon = position++;
        while (position < end && isValue(bytes[position])) {
            position++;
        }
        if (position + 1 >= end) {
            return position == end || bytes[position] == '\r' ? Shape.INCOMPLETE : Shape.OTHER;
        }
        if (bytes[position] != '\r' || bytes[position + 1] != '\n') {
            return Shape.OTHER;
        }
        boolean simple = isSimple(name, colon, position);
        position += 2;
        return simple ? Shape.SIMPLE : Shape.OTHER;
    }

    /** Whether a field leaves the request a simple one. The length tells most names apart. */
    private boolean isSimple(int name, int colon, int lineEnd) {
        return switch (colon - name) {
            case 2 -> !is(name, "te");
            case 4 -> !is(name, "host") || ++hosts == 1;
            case 6 -> !is(name, "expect");
            case 7 -> !is(name, "upgrade") && !is(name, "trailer");
            case 10 ->
                    !is(name, "connection") || value(colon, lineEnd).equalsIgnoreCase("keep-alive");
            case 13 -> !is(name, "authorization") || keepAuthorization(value(colon, lineEnd));
            case 14 -> !is(name, "content-length");
            case 17 -> !is(name, "transfer-encoding");
            default -> true;
        };
    }

    private boolean keepAuthorization(String value) {
        boolean first = authorization == null;
        authorization = value;
        return first;
    }

    private boolean is(int start, String lowerCaseName) {
        for (int i = 0; i < lowerCaseName.length(); i++) {
            int octet = bytes[start + i];
            int lower = octet >= 'A' && octet <= 'Z' ? octet | 0x20 : octet;
            if (lower != lowerCaseName.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private String value(int colon, int lineEnd) {
        return new String(bytes, colon + 1, lineEnd - colon - 1, StandardCharsets.ISO_8859_1)
                .strip();
    }

    private static boolean isValue(byte octet) {
        return octet >= ' ' && octet != 0x7f || octet == '\t' || octet < 0;
    }

    private static boolean[] table(String others) {
        boolean[] table = new boolean[256];
        for (char c = 0; c < 128; c++) {
            table[c] =
                    c >= 'a' && c <= 'z'
                            || c >= 'A' && c <= 'Z'
                            || c >= '0' && c <= '9'
                            || others.indexOf(c) >= 0;
        }
        return table;
    }
}
