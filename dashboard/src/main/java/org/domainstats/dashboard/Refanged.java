package org.domainstats.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Names out of what people paste: URLs, mail addresses, lists, defanged or not. */
final class Refanged {

    private static final Pattern BETWEEN = Pattern.compile("[\\s,;|<>\"'`]+");
    private static final Pattern DOT =
            Pattern.compile(
                    "\\[\\.]|\\(\\.\\)|\\{\\.}|\\[dot]|\\(dot\\)", Pattern.CASE_INSENSITIVE);
    private static final Pattern SCHEME =
            Pattern.compile(
                    "^(h[tx]{2}ps?|ftps?|wss?|dns)\\[?:]?(//|\\[//])", Pattern.CASE_INSENSITIVE);
    private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");
    private static final int LONGEST = 2_048;

    private Refanged() {}

    /**
     * The indicators of a text, in their order.
     *
     * @param most more are not read
     */
    static List<String> indicators(String text, int most) {
        List<String> indicators = new ArrayList<>();
        var scanner = BETWEEN.splitAsStream(text).iterator();
        while (scanner.hasNext() && indicators.size() < most) {
            String each = scanner.next();
            if (!each.isEmpty() && each.length() <= LONGEST) {
                indicators.add(each);
            }
        }
        return indicators;
    }

    /**
     * The name in an indicator; it may still be none. Patterns are tried only where there is what
     * they begin with: of ten thousand indicators most are plain names.
     */
    static String name(String indicator) {
        String text = indicator;
        if (text.indexOf('[') >= 0 || text.indexOf('(') >= 0 || text.indexOf('{') >= 0) {
            text = DOT.matcher(text).replaceAll(".");
        }
        if (text.contains("//")) {
            text = SCHEME.matcher(text).replaceFirst("");
        }
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
