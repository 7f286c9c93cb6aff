package org.domainstats.inputs;

import java.time.Instant;
import java.util.Optional;

/** What old logs held. */
public final class HistoryReport {

    long rows;
    long named;
    long withoutTime;
    long names;
    long sites;
    long fresh;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    HistoryReport() {}

    void spans(long firstMillis, long lastMillis) {
        first = Math.min(first, firstMillis);
        last = Math.max(last, lastMillis);
    }

    public long rows() {
        return rows;
    }

    /** Lines with a name. */
    public long named() {
        return named;
    }

    /** Of those, the lines whose time cannot be read; they were left out. */
    public long withoutTime() {
        return withoutTime;
    }

    /** Names in public domains. */
    public long names() {
        return names;
    }

    public long sites() {
        return sites;
    }

    /** Sites that had no contact before. */
    public long newSites() {
        return fresh;
    }

    public Optional<Instant> first() {
        return sites == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(first));
    }

    public Optional<Instant> last() {
        return sites == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(last));
    }
}
