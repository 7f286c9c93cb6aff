package org.domainstats.httpclient;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** Times in HTTP headers. */
public final class HttpDates {

    private HttpDates() {}

    /**
     * {@code Retry-After}: seconds, or a date (RFC 9110, section 10.2.3); null if it is neither.
     */
    public static @Nullable Instant retryAfter(@Nullable String value, Instant now) {
        if (value == null) {
            return null;
        }
        return value.matches("[0-9]{1,9}") ? now.plusSeconds(Long.parseLong(value)) : date(value);
    }

    /** A date in the form of RFC 9110, section 5.6.7; null if it is not one. */
    public static @Nullable Instant date(@Nullable String value) {
        if (value == null) {
            return null;
        }
        try {
            return DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
