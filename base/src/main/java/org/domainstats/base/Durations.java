package org.domainstats.base;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as text: a number and a unit, such as {@code 250ms}, {@code 2s}, {@code 30m}, {@code
 * 7d}.
 */
public final class Durations {

    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    /** Some 270 years, as long as the JDK counts in nanoseconds. */
    private static final Duration LONGEST = Duration.ofDays(100_000);

    private static final long NANOS = 1_000_000_000;

    /** A second becomes some 30 years. */
    private static final int MOST_DOUBLINGS = 30;

    private Durations() {}

    /**
     * Reads a duration, in the form above or in that of ISO 8601 ({@code PT2S}).
     *
     * @throws IllegalArgumentException if it is neither, negative, or longer than 100,000 days
     */
    public static Duration parse(String text) {
        Duration duration = parseAny(text);
        if (duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "longer than " + LONGEST.toDays() + "d; 250ms or 7d are durations");
        }
        return duration;
    }

    private static Duration parseAny(String text) {
        Matcher matcher = NUMBER_AND_UNIT.matcher(text);
        if (!matcher.matches()) {
            return parseIso(text);
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    /** The shortest text that {@link #parse} reads as this duration, to the millisecond. */
    public static String format(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1000;
        if (seconds == 0 || seconds % 60 != 0) {
            return seconds + "s";
        }
        if (seconds % 3600 != 0) {
            return seconds / 60 + "m";
        }
        return seconds % 86_400 == 0 ? seconds / 86_400 + "d" : seconds / 3600 + "h";
    }

    /**
     * A duration doubled some times, as pauses between attempts are.
     *
     * @param longest what it does not get longer than
     */
    public static Duration doubled(Duration first, int times, Duration longest) {
        Duration doubled = first.multipliedBy(1L << Math.min(times, MOST_DOUBLINGS));
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }

    /**
     * A share of a duration. Duration itself multiplies and divides with BigDecimal, which takes 10
     * ms to load, at each start.
     *
     * @param tenths at most ten
     */
    public static Duration tenths(Duration whole, int tenths) {
        long seconds = whole.getSeconds();
        long rest = seconds % 10 * NANOS + whole.getNano();
        return Duration.ofSeconds(seconds / 10 * tenths, rest * tenths / 10);
    }

    private static Duration parseIso(String text) {
        try {
            Duration duration = Duration.parse(text);
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // Told below, in the words of the form that is documented.
        }
        throw new IllegalArgumentException(
                "not a duration: a number with ms, s, m, h or d is, such as 250ms or 7d");
    }
}
