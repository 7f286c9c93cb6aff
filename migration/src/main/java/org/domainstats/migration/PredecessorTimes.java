package org.domainstats.migration;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/**
 * Times as the predecessors wrote them: {@code yyyy-MM-dd HH:mm:ss} and RFC 1123. Of the columns,
 * only {@code seen_by_you} was shifted by {@code timezone_offset}.
 */
final class PredecessorTimes {

    /** Before the first domain, and so a mistake. */
    private static final Instant EARLIEST = Instant.parse("1985-01-01T00:00:00Z");

    private static final DateTimeFormatter TEXT =
            new DateTimeFormatterBuilder()
                    .appendPattern("yyyy-MM-dd")
                    .appendPattern("['T'][' ']HH:mm:ss")
                    .optionalStart()
                    .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                    .optionalEnd()
                    .optionalStart()
                    .appendOffset("+HH:MM", "Z")
                    .optionalEnd()
                    .toFormatter(Locale.ROOT);

    private final Duration shift;

    PredecessorTimes(int timezoneOffset) {
        this.shift = Duration.ofHours(timezoneOffset);
    }

    /**
     * A column {@code seen_by_you}: the instant, or null where nobody asked yet.
     *
     * @throws DateTimeException if it is neither
     */
    @Nullable Instant firstContact(@Nullable String text) {
        Instant written = registered(text);
        return written == null ? null : written.minus(shift);
    }

    /**
     * A column {@code seen_by_web}: the instant, or null where the word in it says no instant.
     *
     * @throws DateTimeException if it is neither
     */
    @Nullable Instant registered(@Nullable String text) {
        if (text == null || isWord(text)) {
            return null;
        }
        Instant instant = parse(text.strip());
        if (instant.isBefore(EARLIEST)) {
            throw new DateTimeException("before the first domain");
        }
        return instant;
    }

    /** {@code ESTABLISHED}, {@code FIRST-CONTACT}, {@code UNAVAILABLE}, {@code ERROR ...}. */
    private static boolean isWord(String text) {
        return text.isBlank() || text.strip().equals("None") || text.strip().matches("[A-Z]{4,}.*");
    }

    private static Instant parse(String text) {
        if (!text.isEmpty() && Character.isLetter(text.charAt(0))) {
            return OffsetDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        }
        return TEXT.parseBest(text, OffsetDateTime::from, LocalDateTime::from)
                        instanceof OffsetDateTime offset
                ? offset.toInstant()
                : LocalDateTime.parse(text, TEXT).toInstant(ZoneOffset.UTC);
    }
}
