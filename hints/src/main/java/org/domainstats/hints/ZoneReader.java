package org.domainstats.hints;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * Reads the delegated names of a zone file (RFC 1035, section 5), as registries hand them out: the
 * owners of NS records below the zone. Lines with a name alone are taken too. What is no name is
 * passed over and counted. Nothing is kept but one line.
 */
final class ZoneReader {

    /** An owner, a TTL, a class and a type are looked at; what follows is of no interest. */
    private static final int MOST_TOKENS = 4;

    private static final int LONGEST_NAME = 253;

    /** Lines; of records between parentheses only keys and signatures have more than ten. */
    private static final int LONGEST_RECORD = 64;

    private final Names names;
    private final int[] starts = new int[MOST_TOKENS];
    private final int[] ends = new int[MOST_TOKENS];
    private final byte[] owner = new byte[LONGEST_NAME + 2];
    private int ownerLength;
    private boolean ownerReported;
    private byte[] origin = {};
    private byte[] apex = {};
    private int depth;
    private int continuedLines;
    private long lines;
    private long skipped;

    /** Takes names, in lower case and without the last dot. */
    interface Names {

        /**
         * Takes one.
         *
         * @param name must not be kept
         */
        void accept(byte[] name, int length) throws IOException;
    }

    ZoneReader(Names names) {
        this.names = names;
    }

    /** Lines that were read. */
    long lines() {
        return lines;
    }

    /** Lines of which nothing could be made. */
    long skipped() {
        return skipped;
    }

    /**
     * @param going whether to go on, asked now and then
     */
    void read(InputStream in, BooleanSupplier going) throws IOException {
        BoundedLines all = new BoundedLines(in);
        for (byte[] line = all.next(); line != null; line = all.next()) {
            lines++;
            if (all.isTooLong()) {
                skipped++;
            } else if (all.length() > 0) {
                line(line, all.length());
            }
            if ((lines & 0xffff) == 0 && !going.getAsBoolean()) {
                return;
            }
        }
    }

    private void line(byte[] line, int length) throws IOException {
        boolean continued = depth > 0;
        int tokens = tokens(line, length);
        if (continued) {
            endOfLongRecord();
            return;
        }
        if (tokens == 0) {
            return;
        }
        if (line[starts[0]] == '$') {
            directive(line, tokens);
            return;
        }
        boolean sameOwner = isBlank(line[0]);
        int type = type(line, sameOwner ? 0 : 1, tokens);
        if (!sameOwner && !owner(line, starts[0], ends[0])) {
            ownerLength = 0;
            skipped++;
            return;
        }
        if (type < 0) {
            if (!sameOwner && tokens == 1) {
                report();
            } else {
                skipped++;
            }
        } else if (is(line, type, "SOA")) {
            apex = Arrays.copyOf(owner, ownerLength);
        } else if (is(line, type, "NS")) {
            report();
        }
    }

    /** A parenthesis that is never closed must not hide the rest. */
    private void endOfLongRecord() {
        continuedLines = depth == 0 ? 0 : continuedLines + 1;
        if (continuedLines == LONGEST_RECORD) {
            skipped++;
            continuedLines = 0;
            depth = 0;
        }
    }

    private void report() throws IOException {
        boolean isApex = isOwner(apex) || apex.length == 0 && isOwner(origin);
        if (!ownerReported && ownerLength > 0 && !isApex) {
            ownerReported = true;
            names.accept(owner, ownerLength);
        }
    }

    private boolean isOwner(byte[] other) {
        return Arrays.equals(owner, 0, ownerLength, other, 0, other.length);
    }

    /** Finds where the first words are, and how many parentheses are open at the end. */
    private int tokens(byte[] line, int length) {
        int count = 0;
        boolean quoted = false;
        int at = 0;
        while (at < length && (quoted || line[at] != ';')) {
            byte c = line[at];
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == '(') {
                depth++;
            } else if (!quoted && c == ')') {
                depth = Math.max(0, depth - 1);
            } else if (!quoted && count < MOST_TOKENS && !isBlank(c)) {
                starts[count] = at;
                while (at < length && !isBlank(line[at]) && line[at] != ';') {
                    at++;
                }
                ends[count++] = at;
                continue;
            }
            at++;
        }
        return count;
    }

    private static boolean isBlank(byte c) {
        return c == ' ' || c == '\t';
    }

    private void directive(byte[] line, int tokens) {
        if (is(line, 0, "$ORIGIN") && tokens > 1 && owner(line, starts[1], ends[1])) {
            origin = Arrays.copyOf(owner, ownerLength);
        } else if (!is(line, 0, "$TTL") && !is(line, 0, "$ORIGIN")) {
            skipped++;
        }
        ownerLength = 0;
    }

    /**
     * Which token is the type: the first that is neither a TTL nor a class; -1 if there is none.
     */
    private int type(byte[] line, int from, int tokens) {
        for (int i = from; i < tokens; i++) {
            byte c = line[starts[i]];
            if ((c < '0' || c > '9') && !is(line, i, "IN") && !is(line, i, "CH")) {
                return i;
            }
        }
        return -1;
    }

    private boolean is(byte[] line, int token, String word) {
        if (ends[token] - starts[token] != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (upper(line[starts[token] + i]) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int upper(byte c) {
        return c >= 'a' && c <= 'z' ? c - 32 : c;
    }

    /** Makes a name of a word the owner; false if it is none. */
    private boolean owner(byte[] line, int start, int end) {
        int length = 0;
        boolean absolute = line[end - 1] == '.';
        int last = absolute ? end - 1 : end;
        if (last - start > LONGEST_NAME) {
            return false;
        }
        boolean isOrigin = last - start == 1 && line[start] == '@';
        boolean same = true;
        for (int i = start; i < last && !isOrigin; i++) {
            byte c = line[i];
            byte lower = c >= 'A' && c <= 'Z' ? (byte) (c + 32) : c;
            if (!isOfName(lower)) {
                return false;
            }
            same &= length < ownerLength && owner[length] == lower;
            owner[length++] = lower;
        }
        if (!absolute && origin.length > 0) {
            int more = origin.length + (length > 0 ? 1 : 0);
            if (length + more > LONGEST_NAME) {
                return false;
            }
            if (length > 0) {
                same &= length < ownerLength && owner[length] == '.';
                owner[length++] = '.';
            }
            for (byte c : origin) {
                same &= length < ownerLength && owner[length] == c;
                owner[length++] = c;
            }
        }
        if (!same || length != ownerLength) {
            ownerReported = false;
        }
        ownerLength = length;
        return true;
    }

    private static boolean isOfName(byte c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_';
    }
}
