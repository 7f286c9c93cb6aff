package org.domainstats.registrationdata;

import org.domainstats.model.Precision;
import org.domainstats.registrationdata.dates.DateReader;
import org.domainstats.registrationdata.dates.DayOrder;
import org.domainstats.registrationdata.dates.WrittenDate;
import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The date of an RDAP event. RFC 9083 wants RFC 3339; registries send fractions of any length,
 * offsets without a colon, no offset, a day alone (nic.cz, registro.br), or what they write in
 * WHOIS.
 */
record EventDate(Instant instant, Precision precision) {

    private static final Pattern DAY =
            Pattern.compile("([0-9]{4})([-/.]?)([0-9]{2})\\2([0-9]{2})(?:[Tt\\s]+(\\S.*))?");
    private static final Pattern TIME =
            Pattern.compile("([0-9]{2}):?([0-9]{2})(?::?([0-9]{2}))?(?:[.,][0-9]+)?\\s*(.*)");
    private static final Pattern OFFSET =
            Pattern.compile("(?:UTC|GMT)?([+-])([0-9]{2}):?([0-9]{2})?");

    /** What Java adds to an offset: {@code +02:00[Europe/Paris]}. */
    private static final Pattern ZONE_NAME = Pattern.compile("\\[[A-Za-z_/+-]+\\]$");

    /** Seconds since 1970, or any other number; milliseconds have thirteen digits. */
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

    /** No registry sends a longer one, and a pattern need not look at what a hostile one sends. */
    private static final int LONGEST = 64;

    /**
     * Reads a date; null if it is none. Without an offset it is taken in UTC, as the RFC has it.
     */
    static @Nullable EventDate parse(String text) {
        if (text.length() > LONGEST) {
            return null;
        }
        Matcher day = DAY.matcher(ZONE_NAME.matcher(text.strip()).replaceFirst(""));
        if (!day.matches()) {
            return SECONDS.matcher(text).matches() ? null : inWords(text);
        }
        try {
            LocalDate date =
                    LocalDate.of(
                            Integer.parseInt(day.group(1)),
                            Integer.parseInt(day.group(3)),
                            Integer.parseInt(day.group(4)));
            String time = day.group(5);
            return time == null
                    ? new EventDate(date.atStartOfDay(ZoneOffset.UTC).toInstant(), Precision.DAY)
                    : at(date, time);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** A date in one of the shapes that WHOIS servers write, if it can be read in one way. */
    private static @Nullable EventDate inWords(String text) {
        WrittenDate date = DateReader.read(text, DayOrder.UNKNOWN);
        if (date == null || date.before()) {
            return null;
        }
        return date.time() == null
                ? new EventDate(date.day().atStartOfDay(ZoneOffset.UTC).toInstant(), Precision.DAY)
                : new EventDate(
                        date.day()
                                .atTime(date.time())
                                .toInstant(
                                        Objects.requireNonNullElse(date.offset(), ZoneOffset.UTC)),
                        Precision.SECOND);
    }

    private static @Nullable EventDate at(LocalDate date, String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            return null;
        }
        ZoneOffset offset = offset(time.group(4));
        if (offset == null) {
            return null;
        }
        int second = time.group(3) == null ? 0 : Integer.parseInt(time.group(3));
        LocalTime clock =
                LocalTime.of(
                        Integer.parseInt(time.group(1)),
                        Integer.parseInt(time.group(2)),
                        // A leap second, which Java's calendar does not know.
                        second == 60 ? 59 : second);
        return new EventDate(date.atTime(clock).toInstant(offset), Precision.SECOND);
    }

    private static @Nullable ZoneOffset offset(String text) {
        if (text.isEmpty()
                || text.equalsIgnoreCase("Z")
                || text.equalsIgnoreCase("UTC")
                || text.equalsIgnoreCase("GMT")) {
            return ZoneOffset.UTC;
        }
        Matcher offset = OFFSET.matcher(text);
        if (!offset.matches()) {
            return null;
        }
        int sign = offset.group(1).equals("-") ? -1 : 1;
        int minutes = offset.group(3) == null ? 0 : Integer.parseInt(offset.group(3));
        return ZoneOffset.ofHoursMinutes(sign * Integer.parseInt(offset.group(2)), sign * minutes);
    }
}
