package org.domainstats.hints;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a list of new domains is written. */
public enum ListFormat {
    /** By its first bytes. */
    AUTO,
    /** The hourly list of the SANS ISC: JSON, of first sights. */
    ISC,
    /** JSON objects; a date of creation is one of registration. */
    JSON,
    /** Rows with a name and perhaps a date, of registration unless the header says otherwise. */
    CSV,
    /** A name a line. */
    NAMES;

    public String word() {
        return switch (this) {
            case AUTO -> "auto";
            case ISC -> "isc";
            case JSON -> "json";
            case CSV -> "csv";
            case NAMES -> "names";
        };
    }

    public static Optional<ListFormat> ofWord(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findAny();
    }

    /** All of them, for people. */
    public static String words() {
        return Arrays.stream(values()).map(ListFormat::word).collect(Collectors.joining(", "));
    }
}
