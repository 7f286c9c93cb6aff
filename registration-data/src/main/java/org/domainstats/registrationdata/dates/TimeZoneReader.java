package org.domainstats.registrationdata.dates;

import org.domainstats.base.ResourceFile;
import org.jspecify.annotations.Nullable;

import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** Reads the zone after a time: {@code Z}, {@code +0200}, {@code (GMT+1)}, {@code EEST}. */
final class TimeZoneReader {

    private static final Map<String, ZoneOffset> NAMES = new HashMap<>();

    static {
        for (String line : ResourceFile.lines(TimeZoneReader.class, "zone-names.txt")) {
            String[] cells = line.split("\\s+", -1);
            NAMES.put(cells[0], ZoneOffset.of(cells[1]));
        }
    }

    private TimeZoneReader() {}

    /**
     * The offset at the front; null if there is none that we know. An abbreviation that two parts
     * of the world share, as CST, is none.
     */
    static @Nullable ZoneOffset read(DateTokens tokens) {
        if (tokens.isSign(0, "([")) {
            tokens.skip(1);
        }
        ZoneOffset named = NAMES.get(tokens.peek());
        if (named != null) {
            tokens.skip(1);
            ZoneOffset shifted = named.equals(ZoneOffset.UTC) ? signed(tokens) : null;
            return shifted == null ? named : shifted;
        }
        return signed(tokens);
    }

    private static @Nullable ZoneOffset signed(DateTokens tokens) {
        if (!tokens.isSign(0, "+-") || !tokens.isNumber(1, 1, 4)) {
            return null;
        }
        int sign = tokens.take().equals("-") ? -1 : 1;
        boolean joined = tokens.isNumber(0, 3, 4);
        int number = tokens.number();
        int hours = joined ? number / 100 : number;
        int minutes = joined ? number % 100 : 0;
        if (!joined && tokens.isSign(0, ":") && tokens.isNumber(1, 1, 2)) {
            tokens.skip(1);
            minutes = tokens.number();
        }
        return hours > 17 || minutes > 59
                ? null
                : ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
    }
}
