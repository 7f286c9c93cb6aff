package org.domainstats.answerformats;

import java.math.BigDecimal;
import java.util.List;

/**
 * JSON text, in ASCII only: whatever a community server or a log shipper puts into a string comes
 * out as letters that no terminal, page or line splitter acts upon. Escapes are those of Python, in
 * lower case, as the original writes them; Jackson has them in upper case and leaves DEL as it is.
 */
public final class Json {

    private static final String HEX = "0123456789abcdef";

    private Json() {}

    /** Appends a string with its quotes. */
    static StringBuilder quote(StringBuilder json, String text) {
        json.append('"');
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            if (!isPlain(text.charAt(i))) {
                escape(json.append(text, from, i), text.charAt(i));
                from = i + 1;
            }
        }
        return json.append(text, from, text.length()).append('"');
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c < 0x7f && c != '"' && c != '\\';
    }

    /** A JSON string. */
    public static String string(String text) {
        return quote(new StringBuilder(text.length() + 2), text).toString();
    }

    /** Appends an array of strings. */
    static StringBuilder array(StringBuilder json, List<String> texts, String separator) {
        json.append('[');
        for (int i = 0; i < texts.size(); i++) {
            quote(i == 0 ? json : json.append(separator), texts.get(i));
        }
        return json.append(']');
    }

    /**
     * A number without the exponent that some readers take for text, as Python writes it: no zeros
     * at the end but the one after the point.
     */
    static String decimal(double number) {
        // Plus zero, so that no negative one keeps its sign.
        String shortest = Double.toString(number + 0.0);
        return shortest.indexOf('E') < 0 ? shortest : plain(new BigDecimal(shortest));
    }

    private static String plain(BigDecimal number) {
        BigDecimal shortest = number.stripTrailingZeros();
        return shortest.setScale(Math.max(1, shortest.scale())).toPlainString();
    }

    private static void escape(StringBuilder json, char c) {
        switch (c) {
            case '"' -> json.append("\\\"");
            case '\\' -> json.append("\\\\");
            case '\n' -> json.append("\\n");
            case '\r' -> json.append("\\r");
            case '\t' -> json.append("\\t");
            case '\b' -> json.append("\\b");
            case '\f' -> json.append("\\f");
            default -> {
                json.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    json.append(HEX.charAt(c >> shift & 0xf));
                }
            }
        }
    }
}
