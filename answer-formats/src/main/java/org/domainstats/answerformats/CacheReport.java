package org.domainstats.answerformats;

import java.time.Instant;
import java.time.temporal.ChronoField;

/**
 * The table of the cache that the first domain_stats 1.x printed, for people: key, how often its
 * entry was read, until when it is good, and the record as Python shows bytes.
 */
public final class CacheReport {

    /** The title and the heads of the columns. */
    public static final String HEADING =
            "Cache Report\n"
                    + centered("KEY", 80, '-')
                    + "  "
                    + centered("COUNT", 9, '-')
                    + "  "
                    + centered("EXPIRES", 26, '-')
                    + "  RECORD---->\n";

    private CacheReport() {}

    /** One row with its line feed; its record is the answer as that version wrote it. */
    static String row(String key, long reads, Instant expires, String record) {
        String count = Long.toString(reads);
        return centered(key, 80, ' ')
                + "  "
                + "0".repeat(Math.max(0, 9 - count.length()))
                + count
                + "  "
                + centered(dateTime(expires), 20, ' ')
                + "  "
                + bytes(record)
                + "\n";
    }

    /** As Python centres a text: the odd place goes to the right. */
    private static String centered(String text, int width, char fill) {
        int places = Math.max(0, width - text.length());
        String left = Character.toString(fill).repeat(places / 2);
        return left + text + Character.toString(fill).repeat(places - places / 2);
    }

    /** A {@code datetime} of Python: with microseconds, unless there are none. */
    private static String dateTime(Instant instant) {
        int micros = instant.get(ChronoField.MICRO_OF_SECOND);
        String fraction = Integer.toString(1_000_000 + micros).substring(1);
        return DialectDates.plain(instant) + (micros == 0 ? "" : "." + fraction);
    }

    /** {@code bytes} of Python; the text is ASCII and has quotation marks. */
    private static String bytes(String ascii) {
        return "b'" + ascii.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
