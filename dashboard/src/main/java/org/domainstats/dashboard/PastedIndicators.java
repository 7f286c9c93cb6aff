package org.domainstats.dashboard;

import org.domainstats.model.Defanged;
import org.domainstats.model.HostText;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Names out of what people paste: URLs, mail addresses, lists, defanged or not. */
final class PastedIndicators {

    private static final Pattern BETWEEN = Pattern.compile("[\\s\\p{Zs}\\u2028\\u2029,;|<>\"'`]+");

    /** What nobody sees and browsers copy: all but the joiners, which are letters of some names. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}&&[^\\u200c\\u200d]]+");

    private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");
    private static final int LONGEST = 2_048;

    private PastedIndicators() {}

    /**
     * What was found in a text.
     *
     * @param indicators in their order
     * @param words how many other words there are: no name is without a dot, or that long
     */
    record Found(List<String> indicators, int words) {}

    /**
     * The indicators of a text, which may be a report or a table with more than names in it.
     *
     * @param most more are not read
     */
    static Found indicators(String text, int most) {
        List<String> indicators = new ArrayList<>();
        int words = 0;
        var scanner = BETWEEN.splitAsStream(text).iterator();
        while (scanner.hasNext() && indicators.size() < most) {
            String each = scanner.next();
            if (each.length() <= LONGEST && hasDot(each)) {
                indicators.add(each);
            } else if (!each.isEmpty()) {
                words++;
            }
        }
        return new Found(indicators, words);
    }

    /** A full stop, one of those that IDNA takes for it, or one that is defanged. */
    private static boolean hasDot(String text) {
        return Defanged.undo(text).chars().anyMatch(c -> ".\u3002\uff0e\uff61".indexOf(c) >= 0);
    }

    /**
     * The name in an indicator; it may still be none. Patterns are tried only where there is what
     * they begin with: of ten thousand indicators most are plain names.
     */
    static String name(String indicator) {
        String text = indicator;
        if (text.chars().anyMatch(c -> c > '~')) {
            text = INVISIBLE.matcher(text).replaceAll("");
        }
        text = Defanged.undo(text);
        text = text.substring(HostText.endOfScheme(text));
        text = cut(text, '/');
        text = cut(text, '?');
        text = cut(text, '#');
        text = text.substring(text.lastIndexOf('@') + 1);
        if (text.indexOf(':') >= 0) {
            text = PORT.matcher(text).replaceFirst("");
        }
        return trim(text);
    }

    private static String cut(String text, char end) {
        int found = text.indexOf(end);
        return found < 0 ? text : text.substring(0, found);
    }

    /** Brackets and dots around it; {@code *.} is how lists write "and all below". */
    private static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && "[({*.".indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        while (start < end && "])}.".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(start, end).replace("[", "").replace("]", "");
    }
}
