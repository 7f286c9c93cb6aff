package org.domainstats.http;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A request target taken apart: the path without its first slash, and the query. Both still carry
 * their percent-encodings.
 */
public record RequestTarget(String path, String query) {

    /** The parts, or null if the target names no path (RFC 9112 section 3.2). */
    public static @Nullable RequestTarget parse(String target) {
        String origin = target.startsWith("/") ? target : originOf(target);
        if (origin == null) {
            return null;
        }
        int question = origin.indexOf('?');
        return question < 0
                ? new RequestTarget(origin.substring(1), "")
                : new RequestTarget(origin.substring(1, question), origin.substring(question + 1));
    }

    /** Clients that believe to speak to a proxy send the whole URL. */
    private static @Nullable String originOf(String target) {
        String scheme = target.substring(0, Math.min(8, target.length())).toLowerCase(Locale.ROOT);
        int host = scheme.equals("https://") ? 8 : scheme.startsWith("http://") ? 7 : -1;
        if (host < 0) {
            return null;
        }
        int slash = target.indexOf('/', host);
        return slash < 0 ? "/" : target.substring(slash);
    }

    /**
     * The decoded value of the first parameter of that name: empty where it stands alone, null
     * without one.
     */
    public @Nullable String parameter(String name) {
        if (query.isEmpty()) {
            return null;
        }
        for (String pair : query.split("&", -1)) {
            if (pair.equals(name)) {
                return "";
            }
            if (pair.startsWith(name) && pair.charAt(name.length()) == '=') {
                return decode(pair.substring(name.length() + 1));
            }
        }
        return null;
    }

    /**
     * Percent-encodings undone, once, as UTF-8. What only looks like one stays as it is: it makes
     * the name junk, and the answer says so.
     */
    public static String decode(String encoded) {
        return isPlain(encoded) ? encoded : decodeOctets(encoded);
    }

    private static boolean isPlain(String encoded) {
        for (int i = 0; i < encoded.length(); i++) {
            if (encoded.charAt(i) == '%' || encoded.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static String decodeOctets(String encoded) {
        byte[] octets = new byte[encoded.length()];
        int length = 0;
        for (int i = 0; i < encoded.length(); i++) {
            int octet = encoded.charAt(i) == '%' ? octetAt(encoded, i + 1) : -1;
            octets[length++] = (byte) (octet < 0 ? encoded.charAt(i) : octet);
            i += octet < 0 ? 0 : 2;
        }
        return new String(octets, 0, length, StandardCharsets.UTF_8);
    }

    private static int octetAt(String encoded, int start) {
        if (start + 2 > encoded.length()) {
            return -1;
        }
        char high = encoded.charAt(start);
        char low = encoded.charAt(start + 1);
        return HexFormat.isHexDigit(high) && HexFormat.isHexDigit(low)
                ? HexFormat.fromHexDigits(encoded, start, start + 2)
                : -1;
    }
}
