package org.domainstats.dashboard;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How contacts are exported. */
enum ExportFormat {
    CSV("text/csv; charset=utf-8"),
    NDJSON("application/x-ndjson"),
    /** A bundle of STIX 2.1. */
    STIX("application/stix+json;version=2.1");

    private final String type;

    ExportFormat(String type) {
        this.type = type;
    }

    String type() {
        return type;
    }

    /** The name of the file that a browser writes. */
    String fileName() {
        String ending = this == STIX ? "stix.json" : word();
        return "domain-stats-contacts." + ending;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ExportFormat> ofWord(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }
}
