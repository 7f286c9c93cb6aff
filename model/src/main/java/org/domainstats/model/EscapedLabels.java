package org.domainstats.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The labels of a name as logs write it: {@code \xNN}, {@code \DDD} (RFC 1035, section 5.1) and
 * {@code \c} stand for an octet within a label, even for a dot.
 */
final class EscapedLabels {

    /** Stands for an octet that is no character by itself; no label of a hostname has it. */
    private static final char NO_CHARACTER = '\ufffd';

    private final String text;
    private final StringBuilder label = new StringBuilder();
    private int at;

    private EscapedLabels(String text) {
        this.text = text;
    }

    /** The labels without escapes; one dot at the end adds none. */
    static List<String> of(String text) {
        List<String> labels = new EscapedLabels(text).split();
        if (labels.size() > 1 && labels.getLast().isEmpty()) {
            labels.removeLast();
        }
        return labels;
    }

    private List<String> split() {
        List<String> labels = new ArrayList<>();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length()) {
                label.append(escaped());
            } else if (isDot(c)) {
                labels.add(label.toString());
                label.setLength(0);
            } else {
                label.append(c);
            }
        }
        labels.add(label.toString());
        return labels;
    }

    /** The character of an escape whose backslash was read. */
    private char escaped() {
        int octet = text.charAt(at) == 'x' ? number(at + 1, 2, 16) : number(at, 3, 10);
        if (octet >= 0) {
            at += 3;
            return octet < 0x80 ? (char) octet : NO_CHARACTER;
        }
        return text.charAt(at++);
    }

    /** The number that digits write, up to 255; -1 if there is none. */
    private int number(int start, int length, int radix) {
        if (start + length > text.length()) {
            return -1;
        }
        int number = 0;
        for (int i = start; i < start + length; i++) {
            int digit = text.charAt(i) < 0x80 ? Character.digit(text.charAt(i), radix) : -1;
            if (digit < 0) {
                return -1;
            }
            number = number * radix + digit;
        }
        return number <= 0xff ? number : -1;
    }

    /** The dots that UTS #46 takes for one. */
    private static boolean isDot(char c) {
        return c == '.' || c == '\u3002' || c == '\uff0e' || c == '\uff61';
    }
}
