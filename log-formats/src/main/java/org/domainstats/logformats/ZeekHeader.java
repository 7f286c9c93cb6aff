package org.domainstats.logformats;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the lines in front of a block of Zeek's own format say.
 *
 * @param separator of columns, one octet
 * @param setSeparator of the elements of one column
 * @param empty what an empty value is written as
 * @param unset what a value that is not set is written as
 */
record ZeekHeader(char separator, String setSeparator, String empty, String unset) {

    /** Zeek's defaults, before a header says otherwise. */
    static final ZeekHeader DEFAULT = new ZeekHeader('\t', ",", "(empty)", "-");

    private static final String SEPARATOR = "#separator ";

    /** Longer is none of these: a reader holds them for as long as there may be rows. */
    private static final int LONGEST = 64;

    /** The header with one more of its lines; the same where the line says nothing of it. */
    ZeekHeader with(String line) {
        if (begins(line)) {
            String text = unescaped(line.substring(SEPARATOR.length()));
            return text.isEmpty()
                    ? DEFAULT
                    : new ZeekHeader(text.charAt(0), setSeparator, empty, unset);
        }
        int end = line.indexOf(separator);
        if (end < 0 || line.length() - end > LONGEST) {
            return this;
        }
        String value = unescaped(line.substring(end + 1));
        return switch (line.substring(0, end)) {
            case "#set_separator" -> new ZeekHeader(separator, value, empty, unset);
            case "#empty_field" -> new ZeekHeader(separator, setSeparator, value, unset);
            case "#unset_field" -> new ZeekHeader(separator, setSeparator, empty, value);
            default -> this;
        };
    }

    /** Whether the line begins a block, of columns that another line tells. */
    static boolean begins(String line) {
        return line.startsWith(SEPARATOR);
    }

    /** The names of the columns; null where the line does not tell them. */
    @Nullable List<String> columns(String line) {
        String fields = "#fields" + separator;
        return line.startsWith(fields)
                ? List.of(
                        line.substring(fields.length())
                                .split(Pattern.quote(String.valueOf(separator)), -1))
                : null;
    }

    /** Text in which octets may be written as {@code \x09}. */
    static String unescaped(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            int octet = text.startsWith("\\x", i) ? octet(text, i + 2) : -1;
            plain.append(octet < 0 ? text.charAt(i) : (char) octet);
            i += octet < 0 ? 0 : 3;
        }
        return plain.toString();
    }

    private static int octet(String text, int at) {
        if (at + 2 > text.length()) {
            return -1;
        }
        int high = Character.digit(text.charAt(at), 16);
        int low = Character.digit(text.charAt(at + 1), 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    /** A line in the octets that Zeek writes, each one character. */
    static String line(byte[] bytes, int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }
}
