package org.domainstats.answerformats;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * The ways in which the dialects write an instant, all in UTC. By hand, because {@code
 * DateTimeFormatter} loads locale data that would be a tenth of the start-up time.
 */
public final class DialectDates {

    private static final String DAYS = "MonTueWedThuFriSatSun";
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    private DialectDates() {}

    /** As domain_stats2 wrote it: {@code 2015-12-12 19:34:59}. */
    public static String plain(Instant instant) {
        LocalDateTime at = utc(instant);
        StringBuilder text = new StringBuilder(19);
        date(text, at);
        return time(text.append(' '), at).toString();
    }

    /** ISO 8601 to the second: {@code 2015-12-12T19:34:59Z}. */
    public static String iso(Instant instant) {
        LocalDateTime at = utc(instant);
        StringBuilder text = new StringBuilder(20);
        date(text, at);
        return time(text.append('T'), at).append('Z').toString();
    }

    /** The fixed-length date of RFC 1123 and of HTTP: {@code Fri, 04 Aug 1995 04:00:00 GMT}. */
    public static String http(Instant instant) {
        LocalDateTime at = utc(instant);
        int day = 3 * (at.getDayOfWeek().getValue() - 1);
        int month = 3 * (at.getMonthValue() - 1);
        StringBuilder text = new StringBuilder(29).append(DAYS, day, day + 3).append(", ");
        two(text, at.getDayOfMonth()).append(' ');
        text.append(MONTHS, month, month + 3).append(' ');
        year(text, at).append(' ');
        return time(text, at).append(" GMT").toString();
    }

    private static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, ZoneOffset.UTC);
    }

    private static void date(StringBuilder text, LocalDateTime at) {
        year(text, at).append('-');
        two(text, at.getMonthValue()).append('-');
        two(text, at.getDayOfMonth());
    }

    private static StringBuilder time(StringBuilder text, LocalDateTime at) {
        two(text, at.getHour()).append(':');
        two(text, at.getMinute()).append(':');
        return two(text, at.getSecond());
    }

    private static StringBuilder year(StringBuilder text, LocalDateTime at) {
        String digits = Integer.toString(at.getYear());
        return text.repeat('0', Math.max(0, 4 - digits.length())).append(digits);
    }

    private static StringBuilder two(StringBuilder text, int number) {
        return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
