package org.domainstats.registrationdata;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a WHOIS reply, fit to be looked at: without control characters, and cut short.
 *
 * @param indent how many blanks it began with
 * @param remark whether the server marked it as a remark
 * @param cut whether the reply ended within it, for all that anybody knows
 * @param text without blanks and marks around it; empty for an empty line
 */
record WhoisLine(int indent, boolean remark, boolean cut, String text) {

    /**
     * Real replies have up to about 400 lines, and each costs as much as 100 microseconds. A
     * hostile one of 256 KiB would keep a processor busy for half a second.
     */
    private static final int MOST_LINES = 1_024;

    /** Lines of real replies, but for paragraphs of terms, are far shorter. */
    private static final int LONGEST = 400;

    private static final Pattern FIELD =
            Pattern.compile("([\\p{L}][\\p{L}\\d_.-]{0,40})\\s?=\\s?\"([^\"]*)\"[\\s,;]*");

    private static final Pattern SEVERAL_FIELDS = Pattern.compile("(?:" + FIELD + "){2,64}+");

    private static final String MARKS = "*>-=+|&";

    static List<WhoisLine> of(String reply) {
        List<WhoisLine> lines = new ArrayList<>();
        int start = 0;
        while (start < reply.length() && lines.size() < MOST_LINES) {
            int end = start;
            while (end < reply.length() && !isEnd(reply.charAt(end))) {
                end++;
            }
            add(lines, line(reply, start, end));
            boolean pair =
                    end + 1 < reply.length()
                            && reply.charAt(end) == '\r'
                            && reply.charAt(end + 1) == '\n';
            start = end + (pair ? 2 : 1);
        }
        return lines;
    }

    /** Adds a line; of one with several fields, {@code domain="x" status="y"}, each as its own. */
    private static void add(List<WhoisLine> lines, WhoisLine line) {
        if (!SEVERAL_FIELDS.matcher(line.text).matches()) {
            lines.add(line);
            return;
        }
        Matcher field = FIELD.matcher(line.text);
        while (field.find() && lines.size() < MOST_LINES) {
            lines.add(
                    new WhoisLine(
                            line.indent,
                            line.remark,
                            line.cut && field.end() == line.text.length(),
                            field.group(1) + ": " + field.group(2)));
        }
    }

    private static boolean isEnd(char c) {
        return c == '\n' || c == '\r';
    }

    private static WhoisLine line(String reply, int start, int end) {
        int last = Math.min(end, start + LONGEST);
        StringBuilder clean = new StringBuilder(last - start);
        for (int i = start; i < last; i++) {
            char c = plain(reply.charAt(i));
            if (c != 0) {
                clean.append(c);
            }
        }
        int at = 0;
        while (at < clean.length() && isBlank(clean.charAt(at))) {
            at++;
        }
        int indent = at;
        boolean remark = false;
        while (at < clean.length() && isMark(clean.charAt(at), at == indent || remark)) {
            remark |= clean.charAt(at) == '%' || clean.charAt(at) == '#';
            at++;
        }
        String text = clean.substring(at).strip();
        return new WhoisLine(indent, remark, end == reply.length(), text);
    }

    private static boolean isMark(char c, boolean leading) {
        return isBlank(c) || MARKS.indexOf(c) >= 0 || (leading && (c == '%' || c == '#'));
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** The character to read for one that came; 0 for none. */
    private static char plain(char c) {
        return switch (c) {
            case '\t' -> '\t';
            case '\u00a0', '\u3000' -> ' ';
            case '\uff1a' -> ':';
            case '\ufeff' -> 0;
            default -> Character.isISOControl(c) || isFormat(c) ? ' ' : c;
        };
    }

    private static boolean isFormat(char c) {
        return c > 0x7f && Character.getType(c) == Character.FORMAT;
    }

    boolean isEmpty() {
        return text.isEmpty();
    }
}
