package org.domainstats.events;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How an event is written. Each is one line of ASCII, without its end. */
public enum EventFormat {
    /** Elastic Common Schema. */
    ECS,
    /** Open Cybersecurity Schema Framework. */
    OCSF,
    /** Common Event Format of ArcSight. */
    CEF,
    /** Our own flat JSON. */
    JSON;

    /** The value in settings and requests. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<EventFormat> ofWord(String word) {
        return Arrays.stream(values()).filter(format -> format.word().equals(word)).findAny();
    }

    /** Whether a line of it is a JSON object. */
    public boolean isJson() {
        return this != CEF;
    }

    /**
     * Writes an event.
     *
     * @param version of this program
     */
    public String line(EventDocument event, String version) {
        return switch (this) {
            case ECS -> EcsFormat.line(event, version);
            case OCSF -> OcsfFormat.line(event, version);
            case CEF -> CefFormat.line(event, version);
            case JSON -> event.body();
        };
    }
}
