package org.domainstats.registrationdata.dates;

import org.jspecify.annotations.Nullable;

import java.time.LocalTime;
import java.util.Set;

/** Reads the time of day behind a date. */
final class TimeReader {

    private static final Set<String> AT = Set.of("t", "at", "um", "kl", "a", "o", "在");

    private final DateTokens tokens;

    private TimeReader(DateTokens tokens) {
        this.tokens = tokens;
    }

    /**
     * The time that comes next; null if none does, and then separators may have been skipped.
     *
     * @throws java.time.DateTimeException if it is no time of any day
     */
    static @Nullable LocalTime read(DateTokens tokens) {
        return new TimeReader(tokens).read();
    }

    private @Nullable LocalTime read() {
        while (tokens.isSign(0, "-/,;.") || DateReader.BETWEEN.contains(tokens.peek())) {
            tokens.skip(1);
        }
        boolean announced = AT.contains(tokens.peek());
        if (announced) {
            tokens.skip(1);
        }
        if (!tokens.isNumber(0, 1, 2)
                || !tokens.isSign(1, announced ? ":-." : ":")
                || !tokens.isNumber(2, 2, 2)) {
            return null;
        }
        int hour = tokens.number();
        tokens.skip(1);
        int minute = tokens.number();
        int second = 0;
        if (tokens.isSign(0, announced ? ":-." : ":") && tokens.isNumber(1, 2, 2)) {
            tokens.skip(1);
            second = tokens.number();
        }
        fraction();
        // A leap second, which Java's calendar does not know.
        return LocalTime.of(halfDay(hour), minute, second == 60 ? 59 : second);
    }

    private void fraction() {
        if (tokens.isSign(0, ".,") && tokens.isNumber(1, 1, 12)) {
            tokens.skip(2);
        }
    }

    private int halfDay(int hour) {
        String token = tokens.peek();
        if (token.equals("am") || token.equals("pm")) {
            tokens.skip(1);
            return hour % 12 + (token.equals("pm") ? 12 : 0);
        }
        return hour;
    }
}
