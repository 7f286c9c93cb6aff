package org.domainstats.insight;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads a {@link FreqFile} in one pass over its bytes. Not with a JSON library: a table is read at
 * each start, and loading such a library alone takes twice as long as all of this.
 */
final class FreqReader {

    /** A table of all pairs of Latin-1 with counts of a dozen digits has two thirds of this. */
    private static final int LONGEST = 2 << 20;

    private final byte[] text;
    private final String name;
    private final PairCounts counts = new PairCounts();
    private int at;

    private FreqReader(byte[] text, String name) {
        this.text = text;
        this.name = name;
    }

    /**
     * Reads a table.
     *
     * @param name what the table is called in messages
     * @throws IllegalArgumentException if it is malformed; the message says where
     */
    static FreqFile read(InputStream in, String name) throws IOException {
        FreqReader reader = new FreqReader(in.readNBytes(LONGEST + 1), name);
        if (reader.text.length > LONGEST) {
            throw new IllegalArgumentException(
                    name + " is no freq table: it is longer than " + LONGEST + " bytes");
        }
        return reader.table();
    }

    private FreqFile table() {
        expect('[');
        boolean foldsCase = flag();
        expect(',');
        String ignored = string();
        expect(',');
        expect('[');
        if (!accept(']')) {
            do {
                row();
            } while (accept(','));
            expect(']');
        }
        expect(']');
        if (!atEnd()) {
            throw malformed("something follows the table");
        }
        if (counts.sum() == 0) {
            throw malformed("it has no pairs");
        }
        return new FreqFile(foldsCase, ignored, counts);
    }

    private void row() {
        expect('[');
        char first = character();
        expect(',');
        expect('[');
        if (!accept(']')) {
            do {
                pair(first);
            } while (accept(','));
            expect(']');
        }
        expect(']');
    }

    private void pair(char first) {
        expect('[');
        char second = character();
        expect(',');
        long count = number();
        if (!counts.canAdd(count)) {
            throw malformed("the counts add up to too much");
        }
        counts.add(first, second, count);
        expect(']');
    }

    private boolean flag() {
        for (String word : new String[] {"true", "false"}) {
            if (!atEnd() && startsWith(word)) {
                at += word.length();
                return word.equals("true");
            }
        }
        throw malformed("expected true or false, whether case is folded");
    }

    private boolean startsWith(String word) {
        return text.length - at >= word.length()
                && new String(text, at, word.length(), StandardCharsets.ISO_8859_1).equals(word);
    }

    private char character() {
        // Nearly all are written as they are, and need no string.
        if (!atEnd()
                && text.length - at > 2
                && text[at] == '"'
                && isPlain(text[at + 1])
                && text[at + 2] == '"') {
            at += 3;
            return (char) (text[at - 2] & 0xff);
        }
        String string = string();
        if (string.length() != 1) {
            throw malformed("expected a single character");
        }
        return string.charAt(0);
    }

    private static boolean isPlain(byte c) {
        return c != '"' && c != '\\' && (c & 0xff) >= ' ';
    }

    private String string() {
        expect('"');
        StringBuilder string = new StringBuilder();
        while (true) {
            char c = raw();
            if (c == '"') {
                return string.toString();
            }
            if (c < ' ') {
                throw malformed("a control character in a string");
            }
            string.append(c == '\\' ? escaped() : c);
        }
    }

    /** What follows a backslash: RFC 8259, section 7. */
    private char escaped() {
        char c = raw();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> (char) (hex() << 12 | hex() << 8 | hex() << 4 | hex());
            default -> throw malformed("an unknown escape");
        };
    }

    private int hex() {
        int digit = Character.digit(raw(), 16);
        if (digit < 0) {
            throw malformed("an unknown escape");
        }
        return digit;
    }

    private long number() {
        int start = atEnd() ? at : skipDigits();
        // Eighteen digits always fit a long; PairCounts judges whether so many make sense.
        if (at == start || at - start > 18) {
            throw malformed("expected a count");
        }
        return Long.parseLong(new String(text, start, at - start, StandardCharsets.ISO_8859_1));
    }

    private int skipDigits() {
        int start = at;
        while (at < text.length && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        return start;
    }

    private char raw() {
        if (at == text.length) {
            throw malformed("it ends too early");
        }
        return (char) (text[at++] & 0xff);
    }

    /** Whether nothing but white space is left; what white space there is has been passed. */
    private boolean atEnd() {
        while (at < text.length
                && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t')) {
            at++;
        }
        return at == text.length;
    }

    private boolean accept(char c) {
        if (atEnd() || text[at] != c) {
            return false;
        }
        at++;
        return true;
    }

    private void expect(char c) {
        if (!accept(c)) {
            throw malformed(at == text.length ? "it ends too early" : "expected " + c);
        }
    }

    private IllegalArgumentException malformed(String reason) {
        return new IllegalArgumentException(
                name + " is no freq table: " + reason + ", at byte " + at);
    }
}
