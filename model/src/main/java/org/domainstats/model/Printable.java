package org.domainstats.model;

/**
 * Text from outside made fit for a terminal, a log line or a page: short, and without control
 * characters.
 */
public final class Printable {

    private static final int LONGEST = 80;

    private Printable() {}

    /**
     * The text with everything but plain characters shown as {@code \}{@code uXXXX}, cut after 80
     * characters.
     */
    public static String of(String text) {
        StringBuilder shown = new StringBuilder(Math.min(text.length(), LONGEST) + 1);
        for (int i = 0; i < text.length() && shown.length() < LONGEST; i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c)
                    || Character.isSurrogate(c)
                    || Character.getType(c) == Character.FORMAT
                    || c == '\u2028'
                    || c == '\u2029') {
                shown.append(String.format("\\u%04x", (int) c));
            } else {
                shown.append(c);
            }
        }
        return shown.length() < LONGEST ? shown.toString() : shown.append('…').toString();
    }
}
