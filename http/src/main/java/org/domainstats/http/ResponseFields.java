package org.domainstats.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * The header fields that responses have in common. Those of a JSON response are put together once a
 * second for each length: Vert.x neither validates nor (with {@code
 * vertx.cacheImmutableHttpResponseHeaders}) encodes a read-only set twice, which is a tenth of the
 * processor time of a cached answer. Used on one event loop only.
 */
final class ResponseFields {

    static final CharSequence NOSNIFF_NAME = HttpHeaders.createOptimized("X-Content-Type-Options");
    static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");

    private static final int SHARED_LENGTHS = 1_024;

    /** How late a new second is noticed: the clock is not read for each response. */
    private static final Duration RESOLUTION = Duration.ofMillis(50);

    private static final DateTimeFormatter IMF_FIXDATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private @Nullable MultiMap[] jsonByLength = new MultiMap[SHARED_LENGTHS];
    private long second = -1;
    private long read;
    private CharSequence date = "";

    /**
     * @param nanoTime as {@link System#nanoTime}, or as it was a moment ago
     */
    ResponseFields(InstantSource clock, LongSupplier nanoTime) {
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** The value of the Date field (RFC 9110 section 6.6.1). */
    CharSequence date() {
        long now = nanoTime.getAsLong();
        if (date.isEmpty() || now - read >= RESOLUTION.toNanos()) {
            read = now;
            update(clock.millis());
        }
        return date;
    }

    private void update(long millis) {
        if (millis / 1_000 != second) {
            second = millis / 1_000;
            date = HttpHeaders.createOptimized(IMF_FIXDATE.format(Instant.ofEpochMilli(millis)));
            jsonByLength = new MultiMap[SHARED_LENGTHS];
        }
    }

    /**
     * The fields of a JSON response, read-only.
     *
     * @param length of the body, in octets
     */
    MultiMap json(int length) {
        CharSequence now = date();
        if (length >= SHARED_LENGTHS) {
            return newJson(now, length);
        }
        MultiMap shared = jsonByLength[length];
        if (shared == null) {
            shared = newJson(now, length);
            jsonByLength[length] = shared;
        }
        return shared;
    }

    private static MultiMap newJson(CharSequence now, int length) {
        return HttpHeaders.headers()
                .set(HttpHeaders.DATE, now)
                .set(NOSNIFF_NAME, NOSNIFF)
                .set(HttpHeaders.CONTENT_TYPE, ServerResponse.JSON)
                .set(HttpHeaders.CONTENT_LENGTH, Integer.toString(length))
                .copy(false);
    }
}
