package org.domainstats.protocol;

import org.domainstats.protocol.JsonParser.InvalidMessageException;
import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;

/** Instants as the original writes them: {@code yyyy-MM-dd HH:mm:ss}, UTC. */
public final class WireTime {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss")
                    .withResolverStyle(ResolverStyle.STRICT)
                    .withZone(ZoneOffset.UTC);

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private static final int LENGTH = "yyyy-MM-dd HH:mm:ss".length();

    private WireTime() {}

    public static String format(Instant instant) {
        // Some registries write year 9999 for "never"; a fifth digit would not be read back.
        return FORMAT.format(instant.isAfter(LATEST) ? LATEST : instant);
    }

    /** The instant, or null if the text is none. */
    public static @Nullable Instant parse(String text) {
        if (text.length() != LENGTH) {
            return null;
        }
        try {
            return LocalDateTime.parse(text, FORMAT).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }

    static Instant parse(String text, String key) throws InvalidMessageException {
        Instant instant = parse(text);
        if (instant == null) {
            throw new InvalidMessageException(key + " is not yyyy-MM-dd HH:mm:ss");
        }
        return instant;
    }
}
