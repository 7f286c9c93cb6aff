package org.domainstats.logformats;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The facts that can be added to a line: fields of {@code /v1}, with the same names and meaning.
 */
public enum FactField {
    HOSTNAME(Kind.TEXT),
    DOMAIN(Kind.TEXT),
    SITE(Kind.TEXT),
    CATEGORY(Kind.TEXT),
    ESTABLISHED(Kind.FLAG),
    REGISTERED(Kind.INSTANT),
    REREGISTERED(Kind.INSTANT),
    REGISTERED_UNTIL(Kind.INSTANT),
    REGISTERED_PRECISION(Kind.TEXT),
    REGISTERED_SOURCE(Kind.TEXT),
    AGE_DAYS(Kind.COUNT),
    FIRST_CONTACT(Kind.FLAG),
    SEEN_BY_YOU(Kind.INSTANT),
    SEEN_BY_US(Kind.INSTANT),
    SEEN_BY_WEB(Kind.INSTANT),
    RANK(Kind.COUNT),
    STATUS(Kind.TEXT),
    REASON(Kind.TEXT),
    FREQ_AVERAGE(Kind.DECIMAL),
    FREQ_TOTAL(Kind.DECIMAL),
    RANDOMNESS(Kind.DECIMAL),
    LOOKALIKE_OF(Kind.TEXT),
    LOOKALIKE_WHY(Kind.TEXT),
    HINT(Kind.TEXT),
    HINT_DAY(Kind.TEXT),
    ALERTS(Kind.TEXTS),
    LABELS(Kind.TEXTS);

    /** What is added unless an operator chooses. */
    public static final List<FactField> DEFAULT =
            List.of(
                    DOMAIN,
                    CATEGORY,
                    REGISTERED,
                    AGE_DAYS,
                    FIRST_CONTACT,
                    SEEN_BY_YOU,
                    SEEN_BY_US,
                    RANK,
                    STATUS,
                    LABELS);

    /** The type of a field in every layout. */
    enum Kind {
        TEXT,
        FLAG,
        COUNT,
        DECIMAL,
        INSTANT,
        TEXTS
    }

    private final Kind kind;
    private final String key = name().toLowerCase(Locale.ROOT);

    FactField(Kind kind) {
        this.kind = kind;
    }

    /** Its name in {@code /v1}, and behind the prefix in a line. */
    public String key() {
        return key;
    }

    Kind kind() {
        return kind;
    }

    /** The field of that name, or null. */
    public static @Nullable FactField of(String key) {
        for (FactField field : values()) {
            if (field.key.equals(key)) {
                return field;
            }
        }
        return null;
    }

    /** All names, for a message. */
    public static String keys() {
        return Arrays.stream(values()).map(FactField::key).collect(Collectors.joining(", "));
    }
}
