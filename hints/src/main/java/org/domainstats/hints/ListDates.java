package org.domainstats.hints;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.LocalDate;

/** Days as lists write them. */
final class ListDates {

    private static final int DAY = "2026-11-26".length();
    private static final int DIGITS = "20261126".length();

    private ListDates() {}

    /** The day that an ISO date, or date and time, begins with; slashes and no hyphens too. */
    static @Nullable LocalDate day(String text) {
        try {
            if (text.length() >= DAY
                    && isSeparator(text.charAt(4))
                    && text.charAt(4) == text.charAt(7)) {
                return LocalDate.parse(text.substring(0, DAY).replace('/', '-'));
            }
            if (text.length() == DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return LocalDate.of(
                        Integer.parseInt(text.substring(0, 4)),
                        Integer.parseInt(text.substring(4, 6)),
                        Integer.parseInt(text.substring(6)));
            }
        } catch (DateTimeException noDate) {
            return null;
        }
        return null;
    }

    private static boolean isSeparator(char c) {
        return c == '-' || c == '/';
    }
}
