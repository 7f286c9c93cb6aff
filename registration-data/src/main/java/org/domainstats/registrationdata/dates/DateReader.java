package org.domainstats.registrationdata.dates;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads the date at the start of a text, in any of the shapes that registries write: year, month
 * and day in their three orders, months by number or name, time and zone or none.
 */
public final class DateReader {

    private static final Set<String> LEADING =
            Set.of("on", "at", "the", "since", "from", "le", "el", "am", "dia", "date");
    private static final Set<String> BEFORE = Set.of("before", "prior", "vor", "avant");
    private static final Set<String> ORDINALS = Set.of("st", "nd", "rd", "th");

    /** What stands between the parts of a date and before its time. */
    static final Set<String> BETWEEN = Set.of("年", "月", "日", "년", "월", "일", "of", "de", "r", "г");

    private final DateTokens tokens;
    private final DayOrder order;

    private DateReader(DateTokens tokens, DayOrder order) {
        this.tokens = tokens;
        this.order = order;
    }

    /** The date that a text starts with; null if it starts with none. */
    public static @Nullable WrittenDate read(String text, DayOrder order) {
        try {
            return new DateReader(new DateTokens(text), order).read();
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    /**
     * Whether a date is another one with more digits after it, as "2004-03-1" may be of the 12th.
     */
    public static boolean mayContinue(String text) {
        WrittenDate whole = read(text, DayOrder.DAY_FIRST);
        return whole != null
                && Stream.of("0", "1", "11").anyMatch(more -> differs(whole, text + more));
    }

    private static boolean differs(WrittenDate whole, String longer) {
        WrittenDate date = read(longer, DayOrder.DAY_FIRST);
        return date != null && !date.day().equals(whole.day());
    }

    /** What the date that a text starts with shows of its order: 25/03/2004 has the day first. */
    public static DayOrder orderIn(String text) {
        DateTokens tokens = new DateTokens(text);
        if (!tokens.isNumber(0, 1, 2)
                || !tokens.isSign(1, "/-")
                || !tokens.isNumber(2, 1, 2)
                || !tokens.isSign(3, "/-")
                || !(tokens.isNumber(4, 4, 4) || tokens.isNumber(4, 2, 2))) {
            return DayOrder.UNKNOWN;
        }
        int one = tokens.number();
        tokens.skip(1);
        int two = tokens.number();
        return one > 12 && two <= 12
                ? DayOrder.DAY_FIRST
                : two > 12 && one <= 12 ? DayOrder.MONTH_FIRST : DayOrder.UNKNOWN;
    }

    private @Nullable WrittenDate read() {
        if (tokens.isNumber(0, 9, 10) || tokens.isNumber(0, 13, 13)) {
            return sinceEpoch();
        }
        boolean before = skipLeading();
        if (Months.of(tokens.peek()) > 0) {
            return monthFirst(before);
        }
        if (before && tokens.isNumber(0, 4, 4) && tokens.peek(1).isEmpty()) {
            return new WrittenDate(LocalDate.of(tokens.number(), 1, 1), null, null, true);
        }
        LocalDate day = day();
        return day == null ? null : dated(day, before);
    }

    /** Skips what may come before a date; true if that says "before". */
    private boolean skipLeading() {
        boolean before = false;
        for (int i = 0; i < 4; i++) {
            String token = tokens.peek();
            if (BEFORE.contains(token)) {
                before = true;
            } else if (!LEADING.contains(token)
                    && !(before && token.equals("to"))
                    && !Months.isWeekday(token)
                    && !tokens.isSign(0, ",.-:<('\"")) {
                break;
            }
            tokens.skip(1);
        }
        return before;
    }

    /**
     * Seconds or milliseconds since 1970, if there is nothing else. No {@code yyyyMMddHH} is taken
     * for one: as seconds they all lie ahead of us.
     */
    private @Nullable WrittenDate sinceEpoch() {
        String digits = tokens.take();
        if (!tokens.peek().isEmpty()) {
            return null;
        }
        long number = Long.parseLong(digits);
        LocalDateTime time =
                LocalDateTime.ofEpochSecond(
                        digits.length() == 13 ? number / 1_000 : number, 0, ZoneOffset.UTC);
        return new WrittenDate(time.toLocalDate(), time.toLocalTime(), ZoneOffset.UTC, false);
    }

    private @Nullable LocalDate day() {
        if (tokens.isNumber(0, 14, 14) || tokens.isNumber(0, 8, 8)) {
            return compact();
        }
        if (tokens.isNumber(0, 4, 4)) {
            return yearFirst();
        }
        return tokens.isNumber(0, 1, 2) ? yearLast() : null;
    }

    /** {@code 20050912}; with the time in one piece after it, the day is enough. */
    private LocalDate compact() {
        String digits = tokens.take();
        return LocalDate.of(
                Integer.parseInt(digits.substring(0, 4)),
                Integer.parseInt(digits.substring(4, 6)),
                Integer.parseInt(digits.substring(6, 8)));
    }

    private @Nullable LocalDate yearFirst() {
        int year = tokens.number();
        skipSeparators();
        int month = month();
        skipSeparators();
        return month > 0 && tokens.isNumber(0, 1, 2)
                ? LocalDate.of(year, month, tokens.number())
                : null;
    }

    private @Nullable LocalDate yearLast() {
        int one = tokens.number();
        if (ORDINALS.contains(tokens.peek())) {
            tokens.skip(1);
        }
        boolean dotted = tokens.isSign(0, ".");
        skipSeparators();
        int named = Months.of(tokens.peek());
        if (named > 0) {
            tokens.skip(1);
            skipSeparators();
            int year = year();
            return year < 0 ? null : LocalDate.of(year, named, one);
        }
        if (!tokens.isNumber(0, 1, 2)) {
            return null;
        }
        int two = tokens.number();
        skipSeparators();
        int year = year();
        return year < 0 ? null : ordered(year, one, two, dotted ? DayOrder.DAY_FIRST : order);
    }

    /** Nobody writes month.day.year, and twelve is the last month. */
    private static @Nullable LocalDate ordered(int year, int one, int two, DayOrder order) {
        if (one > 12 || one == two) {
            return LocalDate.of(year, two, one);
        }
        if (two > 12) {
            return LocalDate.of(year, one, two);
        }
        return switch (order) {
            case DAY_FIRST -> LocalDate.of(year, two, one);
            case MONTH_FIRST -> LocalDate.of(year, one, two);
            case UNKNOWN -> null;
        };
    }

    /** {@code Apr 18 15:16:22 GMT 2002}, {@code April 18th, 2002}, {@code Aug-1996}. */
    private @Nullable WrittenDate monthFirst(boolean before) {
        int month = month();
        skipSeparators();
        if (before && tokens.isNumber(0, 4, 4)) {
            return new WrittenDate(LocalDate.of(tokens.number(), month, 1), null, null, true);
        }
        if (!tokens.isNumber(0, 1, 2)) {
            return null;
        }
        int day = tokens.number();
        if (ORDINALS.contains(tokens.peek())) {
            tokens.skip(1);
        }
        skipSeparators();
        if (tokens.isNumber(0, 4, 4)) {
            return dated(LocalDate.of(tokens.number(), month, day), before);
        }
        LocalTime time = TimeReader.read(tokens);
        ZoneOffset offset = TimeZoneReader.read(tokens);
        if (offset == null && Months.isWord(tokens.peek())) {
            tokens.skip(1);
        }
        if (time == null || !tokens.isNumber(0, 4, 4)) {
            return null;
        }
        LocalDate date = LocalDate.of(tokens.number(), month, day);
        return new WrittenDate(
                date, time, offset == null ? TimeZoneReader.read(tokens) : offset, before);
    }

    private WrittenDate dated(LocalDate day, boolean before) {
        int mark = tokens.mark();
        LocalTime time = TimeReader.read(tokens);
        if (time == null) {
            tokens.back(mark);
            return new WrittenDate(day, null, null, before);
        }
        return new WrittenDate(day, time, TimeZoneReader.read(tokens), before);
    }

    private int month() {
        return tokens.isNumber(0, 1, 2) ? tokens.number() : Months.of(tokens.take());
    }

    /** A year of four digits, or of two: 97 is 1997, 03 is 2003. */
    private int year() {
        if (tokens.isNumber(0, 2, 2)) {
            int year = tokens.number();
            return year + (year < 80 ? 2000 : 1900);
        }
        return tokens.isNumber(0, 4, 4) ? tokens.number() : -1;
    }

    private void skipSeparators() {
        while (tokens.isSign(0, "-/.,'") || BETWEEN.contains(tokens.peek())) {
            tokens.skip(1);
        }
    }
}
