package org.domainstats.logformats;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the times of logs as their programs write them. Between slashes, days are in front of
 * months unless the clock has AM and PM; a date that can only be meant the other way, or would be
 * later than the log, says so for those after it. For one thread.
 */
public final class LogTimes {

    private static final int LONGEST = 64;

    /** A log may be a little ahead of what its times are compared with. */
    private static final Duration AHEAD = Duration.ofDays(1);

    /** In the year 2001: fewer seconds are how long something took. */
    private static final double SECONDS_FROM = 1e9;

    /** 10^11 seconds are in the year 5138; as milliseconds they are in 1973. */
    private static final double MILLIS_FROM = 1e11;

    private static final double MICROS_FROM = 1e14;
    private static final double NANOS_FROM = 1e17;

    private static final List<DateTimeFormatter> WITH_OFFSET =
            List.of(
                    DateTimeFormatter.ISO_OFFSET_DATE_TIME,
                    formatter("yyyy-MM-dd['T'][' ']HH:mm:ss[.SSSSSSSSS][.SSSSSS][.SSS]XX"),
                    formatter("dd/MMM/yyyy:HH:mm:ss XX"));

    private static final List<DateTimeFormatter> LOCAL =
            List.of(
                    formatter("dd-MMM-yyyy HH:mm:ss[.SSS]"),
                    formatter("EEE MMM d HH:mm:ss yyyy"),
                    // Of Cisco and of CEF
                    formatter("MMM d yyyy HH:mm:ss[.SSS]"),
                    // Of Kibana; its comma is a full stop by now.
                    formatter("MMM d. yyyy '@' HH:mm:ss[.SSS]"));

    /** As locales write them: year, month and day in some order, and the half of the day. */
    private static final Pattern NUMBERS =
            Pattern.compile(
                    "(\\d{1,4})([-./]) ?(\\d{1,2})[-./] ?(\\d{1,4})"
                            + "(\\D{1,10}?)(\\d{1,2})[:.](\\d\\d)(?:[:.](\\d\\d))?(?:\\.\\d{1,9})?(\\D{0,10})");

    /** English and Spanish; Chinese, Korean, Greek, Arabic. */
    private static final Pattern AFTERNOON =
            Pattern.compile("[pP]\\.?\\h?[mM]|\u4e0b\u5348|\uc624\ud6c4|\u03bc\\.?\u03bc|\u0645");

    private static final Pattern MORNING =
            Pattern.compile("[aA]\\.?\\h?[mM]|\u4e0a\u5348|\uc624\uc804|\u03c0\\.?\u03bc|\u0635");

    /** Programs that leave the zone out of these mean UTC. */
    private static final List<DateTimeFormatter> UTC =
            List.of(
                    DateTimeFormatter.ISO_LOCAL_DATE_TIME,
                    formatter("MMM d yyyy HH:mm:ss[.SSS]' GMT'"),
                    formatter("MMM d yyyy HH:mm:ss[.SSS]' UTC'"));

    private static final Pattern ISO_WITH_BLANKS =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)[ T](\\S+?)(?: ?(?:UTC|GMT|Z))?");

    private final ZoneId zone;
    private final Instant newest;
    private final DateTimeFormatter withoutYear;
    private boolean usualOrder = true;
    private String last = "";
    private @Nullable Instant lastInstant;

    /**
     * @param zone of times that tell none
     * @param newest no time is later, but for a day; tells the year of those without one
     */
    public LogTimes(ZoneId zone, Instant newest) {
        this.zone = zone;
        this.newest = newest;
        this.withoutYear =
                new DateTimeFormatterBuilder()
                        .parseCaseInsensitive()
                        .appendPattern("MMM d HH:mm:ss")
                        .parseDefaulting(ChronoField.YEAR, newest.atZone(zone).getYear())
                        .toFormatter(Locale.ENGLISH)
                        .withResolverStyle(ResolverStyle.STRICT);
    }

    private static DateTimeFormatter formatter(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter(Locale.ENGLISH);
    }

    /** The instant of a time; null if it is none. Lines that follow each other often share one. */
    public @Nullable Instant parse(@Nullable String text) {
        if (text == null || text.length() > LONGEST) {
            return null;
        }
        if (!text.equals(last)) {
            lastInstant = read(text.strip());
            last = text;
        }
        return lastInstant;
    }

    /** ISO 8601 with a T and a full stop, and one blank between words. */
    private static String normal(String text) {
        String words = text.replace(',', '.').replaceAll(" {2,8}", " ");
        Matcher iso = ISO_WITH_BLANKS.matcher(words);
        if (!iso.matches()) {
            return words;
        }
        boolean utc = !words.endsWith(iso.group(2));
        return iso.group(1) + 'T' + iso.group(2) + (utc ? "Z" : "");
    }

    private @Nullable Instant read(String written) {
        Instant instant = epoch(written);
        String text = instant == null ? normal(written) : written;
        if (instant == null) {
            instant = withOffset(text);
        }
        if (instant == null) {
            instant = local(text);
        }
        if (instant == null) {
            instant = withoutYear(text);
        }
        return instant == null || isLater(instant) ? null : instant;
    }

    /** Seconds since 1970 with a fraction, milliseconds, microseconds or nanoseconds. */
    private static @Nullable Instant epoch(String text) {
        if (text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.')) {
            return null;
        }
        try {
            double number = Double.parseDouble(text);
            double millis = millis(number);
            return number >= SECONDS_FROM && millis < MICROS_FROM
                    ? Instant.ofEpochMilli(Math.round(millis))
                    : null;
        } catch (NumberFormatException e) {
            // Several dots.
            return null;
        }
    }

    private static double millis(double number) {
        if (number >= MICROS_FROM) {
            return number >= NANOS_FROM ? number / 1_000_000 : number / 1_000;
        }
        return number >= MILLIS_FROM ? number : number * 1_000;
    }

    private static @Nullable Instant withOffset(String text) {
        if (text.length() < "2025-08-19T12:00:00Z".length()) {
            return null;
        }
        for (DateTimeFormatter each : WITH_OFFSET) {
            try {
                return OffsetDateTime.parse(text, each).toInstant();
            } catch (DateTimeException e) {
                // Perhaps the next.
            }
        }
        return null;
    }

    private @Nullable Instant local(String text) {
        Instant utc = local(text, UTC, ZoneOffset.UTC);
        if (utc != null) {
            return utc;
        }
        Matcher numbers = NUMBERS.matcher(text);
        return numbers.matches() ? numbers(numbers) : local(text, LOCAL, zone);
    }

    private @Nullable Instant numbers(Matcher text) {
        String half = text.group(5) + text.group(9);
        boolean afternoon = AFTERNOON.matcher(half).find();
        boolean twelveHours = afternoon || MORNING.matcher(half).find();
        int hour = Integer.parseInt(text.group(6));
        int hours = twelveHours ? hour % 12 + (afternoon ? 12 : 0) : hour;
        String seconds = text.group(8);
        LocalTime clock;
        try {
            clock =
                    LocalTime.of(
                            hours,
                            Integer.parseInt(text.group(7)),
                            seconds == null ? 0 : Integer.parseInt(seconds));
        } catch (DateTimeException e) {
            return null;
        }
        if (text.group(1).length() == 4) {
            return day(text, 1, 3, 4, clock);
        }
        return text.group(2).equals("/")
                ? betweenSlashes(text, clock, twelveHours)
                : day(text, 4, 3, 1, clock);
    }

    /** Of three numbers of a text. */
    private @Nullable Instant day(Matcher text, int year, int month, int day, LocalTime clock) {
        try {
            return LocalDate.of(
                            year(text.group(year)),
                            Integer.parseInt(text.group(month)),
                            Integer.parseInt(text.group(day)))
                    .atTime(clock)
                    .atZone(zone)
                    .toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** With or without its century. */
    private static int year(String digits) {
        int year = Integer.parseInt(digits);
        return switch (digits.length()) {
            case 4 -> year;
            case 2 -> 2_000 + year;
            default -> throw new DateTimeException(digits + " is no year");
        };
    }

    private @Nullable Instant betweenSlashes(Matcher text, LocalTime clock, boolean twelveHours) {
        boolean monthFirst = twelveHours == usualOrder;
        Instant usual = day(text, 4, monthFirst ? 1 : 3, monthFirst ? 3 : 1, clock);
        if (usual != null && !isLater(usual)) {
            return usual;
        }
        Instant other = day(text, 4, monthFirst ? 3 : 1, monthFirst ? 1 : 3, clock);
        if (other == null || isLater(other)) {
            return usual;
        }
        usualOrder = !usualOrder;
        return other;
    }

    private boolean isLater(Instant instant) {
        return instant.isAfter(newest.plus(AHEAD));
    }

    private static @Nullable Instant local(
            String text, List<DateTimeFormatter> formatters, ZoneId zone) {
        for (DateTimeFormatter each : formatters) {
            try {
                return LocalDateTime.parse(text, each).atZone(zone).toInstant();
            } catch (DateTimeException e) {
                // Perhaps the next.
            }
        }
        return null;
    }

    /** {@code Feb 11 12:34:56}, also in front of a host: of the last year in which it was. */
    private @Nullable Instant withoutYear(String text) {
        String[] words = text.split(" +", 4);
        if (words.length < 3 || words[0].length() != 3) {
            return null;
        }
        try {
            LocalDateTime time =
                    LocalDateTime.parse(words[0] + ' ' + words[1] + ' ' + words[2], withoutYear);
            Instant instant = time.atZone(zone).toInstant();
            return isLater(instant) ? time.minusYears(1).atZone(zone).toInstant() : instant;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
