package org.domainstats.model;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names and URLs that somebody made harmless before passing them on: {@code hxxp://evil[.]example},
 * {@code evil(dot)example}. Reports have them, and what people make of reports; logs do not.
 */
public final class Defanged {

    private static final Pattern DOT =
            Pattern.compile(
                    "\\[(?:\\.|dot)]|\\((?:\\.|dot)\\)|\\{(?:\\.|dot)}", Pattern.CASE_INSENSITIVE);

    /** The marks of a scheme that have brackets. */
    private static final Pattern COLON =
            Pattern.compile("^([A-Za-z]{2,8})(?:\\[:]//|\\[://]|\\[:/]/|:\\[//])");

    private static final Pattern SCHEME =
            Pattern.compile("^h[tx]{2}ps?://", Pattern.CASE_INSENSITIVE);

    private Defanged() {}

    /**
     * A text without the marks. It stays as it is where these are not in the place of dots: a label
     * that a tunnel chose may hold them, and must not hide the domain behind it.
     */
    public static String undo(String text) {
        if (!hasBracket(text)) {
            return text;
        }
        String plain = COLON.matcher(DOT.matcher(text).replaceAll(".")).replaceFirst("$1://");
        return plain.startsWith(".") || plain.contains("..") ? text : plain;
    }

    /**
     * The name in a text that was defanged; any other text as it is.
     *
     * <p>What is behind the host of a URL may be no domain by itself: then the whole may be a name
     * that was asked about, with a label that looks like a URL.
     */
    public static String name(String text) {
        String plain = undo(text);
        if (plain.equals(text) && !isDefangedScheme(text)) {
            return text;
        }
        String host = HostText.of(plain);
        return mayEndInDomain(plain.substring(plain.indexOf(host) + host.length())) ? text : host;
    }

    /** Whether the labels behind the last octet that no hostname has are two or more. */
    private static boolean mayEndInDomain(String path) {
        int end = path.length();
        while (end > 0 && isOfHost(path.charAt(end - 1))) {
            end--;
        }
        String tail = path.substring(end);
        return end > 0 && tail.indexOf('.') != tail.lastIndexOf('.');
    }

    private static boolean isOfHost(char c) {
        return c >= 0x80 || Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_';
    }

    private static boolean isDefangedScheme(String text) {
        return text.toLowerCase(Locale.ROOT).startsWith("hxxp") && SCHEME.matcher(text).lookingAt();
    }

    private static boolean hasBracket(String text) {
        return text.indexOf('[') >= 0 || text.indexOf('(') >= 0 || text.indexOf('{') >= 0;
    }
}
