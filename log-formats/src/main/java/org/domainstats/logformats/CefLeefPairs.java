package org.domainstats.logformats;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pairs of CEF and LEEF, whose values hold blanks: in CEF a value ends where the next key
 * begins, in LEEF at a tab or at what its head names. What a client sends, as its agent, must not
 * pass for another pair.
 */
final class CefLeefPairs {

    private static final String CEF = "CEF:";
    private static final String LEEF = "LEEF:";

    /** Version, vendor, product, its version, number, name and severity. */
    private static final int FIELDS_OF_CEF = 7;

    /** Version, vendor, product, its version and number. */
    private static final int FIELDS_OF_LEEF = 5;

    /** What the head of LEEF 2.0 names: {@code ^}, {@code x5E}, {@code 0x5E}; none is a tab. */
    private static final Pattern SEPARATOR = Pattern.compile("(?:(0?x[0-9A-Fa-f]{2,4}|[^|])|)\\|");

    private static final String OF_PAIRS = "=\",";

    /** A tab as rsyslog writes it, unless it is set otherwise. */
    private static final String ESCAPED_TAB = "#011";

    private CefLeefPairs() {}

    /** The first value of each key, keys in small letters; null if a line is of neither. */
    static @Nullable Map<String, String> of(String line) {
        int cef = head(line, CEF);
        if (cef >= 0) {
            int start = behind(line, cef, FIELDS_OF_CEF);
            return start < 0 ? null : cef(line, start);
        }
        int leef = head(line, LEEF);
        int start = leef < 0 ? -1 : behind(line, leef, FIELDS_OF_LEEF);
        return start < 0 ? null : leef(line, start, line.startsWith("2", leef + LEEF.length()));
    }

    /**
     * Where a head begins; -1 if none does. In front of it are no pairs, of which it may be one.
     */
    private static int head(String line, String name) {
        int head = line.indexOf(name);
        for (int at = 0; at < head; at++) {
            if (OF_PAIRS.indexOf(line.charAt(at)) >= 0) {
                return -1;
            }
        }
        return head;
    }

    /** Where a number of fields ends, each with a bar; -1 if there are fewer. */
    private static int behind(String line, int from, int fields) {
        int left = fields;
        for (int at = from; at < line.length(); at++) {
            if (line.charAt(at) == '\\') {
                at++;
            } else if (line.charAt(at) == '|' && --left == 0) {
                return at + 1;
            }
        }
        return -1;
    }

    private static Map<String, String> cef(String line, int start) {
        Map<String, String> pairs = new HashMap<>();
        int at = start;
        while (at < line.length() && pairs.size() < KeyValueLine.MOST_PAIRS) {
            int next = nextKey(line, at);
            put(pairs, line.substring(at, next));
            at = next + 1;
        }
        return pairs;
    }

    /** The blank in front of the next key. */
    private static int nextKey(String line, int from) {
        for (int at = line.indexOf(' ', from); at >= 0; at = line.indexOf(' ', at + 1)) {
            if (isKey(line, at + 1)) {
                return at;
            }
        }
        return line.length();
    }

    /** Whether a key stands there, with the equals sign behind it. */
    private static boolean isKey(String line, int start) {
        int end = start;
        while (end < line.length() && KeyValueLine.isOfKey(line.charAt(end))) {
            end++;
        }
        return end > start && line.startsWith("=", end);
    }

    /** Some write LEEF with blanks or bars between its pairs, as its documents do not say. */
    private static @Nullable Map<String, String> leef(String line, int start, boolean second) {
        Matcher named = SEPARATOR.matcher(line).region(start, line.length());
        boolean names = second && named.lookingAt();
        char separator = names && named.group(1) != null ? separator(named.group(1)) : '\t';
        int from = names ? named.end() : start;
        if (line.indexOf(separator, from) < 0) {
            return separator == '\t' && isFirstEnd(line, from)
                    ? leef(line.replace(ESCAPED_TAB, "\t"), start, second)
                    : null;
        }
        Map<String, String> pairs = new HashMap<>();
        for (int at = from; at < line.length() && pairs.size() < KeyValueLine.MOST_PAIRS; ) {
            int end = line.indexOf(separator, at);
            int next = end < 0 ? line.length() : end;
            put(pairs, line.substring(at, next));
            at = next + 1;
        }
        return pairs;
    }

    /**
     * Whether an escaped tab ends the first pair; else what looks like one was written by a client
     * into a line whose pairs end at blanks or bars.
     */
    private static boolean isFirstEnd(String line, int from) {
        int end = line.indexOf(ESCAPED_TAB, from);
        for (int at = from; at < end; at++) {
            if (" |".indexOf(line.charAt(at)) >= 0 && isKey(line, at + 1)) {
                return false;
            }
        }
        return end >= 0;
    }

    private static char separator(String named) {
        return named.length() == 1
                ? named.charAt(0)
                : (char) Integer.parseInt(named.substring(named.indexOf('x') + 1), 16);
    }

    private static void put(Map<String, String> pairs, String pair) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
            pairs.putIfAbsent(
                    pair.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                    KeyValueLine.unquoted(pair.substring(equals + 1).strip()));
        }
    }
}
