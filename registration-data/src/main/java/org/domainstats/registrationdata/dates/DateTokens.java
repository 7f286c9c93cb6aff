package org.domainstats.registrationdata.dates;

import org.domainstats.registrationdata.NormalizedWords;

import java.util.ArrayList;
import java.util.List;

/** The numbers, words and signs of a text that may be a date, read from the left. */
final class DateTokens {

    /** The longest dates have about 50 characters. */
    private static final int LONGEST = 96;

    private static final String NONE = "";

    private final List<String> tokens = new ArrayList<>();
    private int at;

    DateTokens(String text) {
        int end = Math.min(text.length(), LONGEST);
        int start = 0;
        while (start < end) {
            int next = start + 1;
            int kind = kind(text.charAt(start));
            while (next < end && kind != 0 && kind(text.charAt(next)) == kind) {
                next++;
            }
            String token = text.substring(start, next);
            if (!token.isBlank()) {
                tokens.add(kind == 2 ? String.join("", NormalizedWords.of(token)) : token);
            }
            start = next;
        }
    }

    private static int kind(char c) {
        return c >= '0' && c <= '9' ? 1 : Character.isLetter(c) ? 2 : 0;
    }

    /** The token at the front; empty at the end. */
    String peek() {
        return peek(0);
    }

    String peek(int ahead) {
        return at + ahead < tokens.size() ? tokens.get(at + ahead) : NONE;
    }

    String take() {
        String token = peek();
        at++;
        return token;
    }

    void skip(int count) {
        at += count;
    }

    boolean isNumber(int ahead, int fewest, int most) {
        String token = peek(ahead);
        return token.length() >= fewest
                && token.length() <= most
                && token.charAt(0) >= '0'
                && token.charAt(0) <= '9';
    }

    /** Takes a number that {@link #isNumber} has seen. */
    int number() {
        return Integer.parseInt(take());
    }

    boolean isSign(int ahead, String signs) {
        String token = peek(ahead);
        return token.length() == 1 && signs.indexOf(token.charAt(0)) >= 0;
    }

    int mark() {
        return at;
    }

    void back(int mark) {
        at = mark;
    }
}
