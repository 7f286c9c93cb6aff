package org.domainstats.model;

/**
 * Text from outside made fit for a terminal, a log line or a page: short, and without control
 * characters.
 */
public final class Printable {

    private static final int LONGEST = 80;

    private Printable() {}

    /**
     * The text with everything but plain characters shown as hex escapes, cut after 80 characters.
     */
    public static String of(String text) {
        return of(text, LONGEST);
    }

    /** The same, cut after {@code longest} characters. */
    public static String of(String text, int longest) {
        StringBuilder shown = new StringBuilder(Math.min(text.length(), longest) + 1);
        for (int i = 0; i < text.length() && shown.length() < longest; i++) {
            char c = text.charAt(i);
            if (isPlain(c)) {
                shown.append(c);
            } else {
                shown.append(String.format("\\u%04x", (int) c));
            }
        }
        return shown.length() < longest ? shown.toString() : shown.append('…').toString();
    }

    private static boolean isPlain(char c) {
        return !Character.isISOControl(c)
                && !Character.isSurrogate(c)
                && Character.getType(c) != Character.FORMAT
                && c != '\u2028'
                && c != '\u2029';
    }
}
