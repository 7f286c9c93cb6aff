package org.domainstats.base;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.event.Level;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.function.LongSupplier;

/**
 * A log that writes failures of one kind once a minute, with the number of those left out in
 * between, so that a full disk under load does not fill the log as well.
 */
public final class LimitedLog {

    private static final Duration INTERVAL = Duration.ofMinutes(1);

    /** Kinds come from the program, not from outside; the bound is for the one place that errs. */
    private static final int MOST_KINDS = 256;

    private final Logger log;
    private final LongSupplier nanoTime;
    private final LinkedHashMap<String, Entry> entries = new LinkedHashMap<>();

    public LimitedLog(Logger log) {
        this(log, System::nanoTime);
    }

    LimitedLog(Logger log, LongSupplier nanoTime) {
        this.log = log;
        this.nanoTime = nanoTime;
    }

    /**
     * Logs a warning.
     *
     * @param kind what failed; failures of the same kind and class of exception count as identical
     * @param failure logged with its stack, or null; one that has none itself is logged in the same
     *     line, and the stacks of its causes at the level DEBUG
     * @param message in the form of SLF4J
     */
    public void warn(String kind, @Nullable Throwable failure, String message, Object... values) {
        write(Level.WARN, kind, failure, message, values);
    }

    /** Logs an error; as {@link #warn}. */
    public void error(String kind, @Nullable Throwable failure, String message, Object... values) {
        write(Level.ERROR, kind, failure, message, values);
    }

    private void write(
            Level level,
            String kind,
            @Nullable Throwable failure,
            String message,
            Object... values) {
        String key = failure == null ? kind : kind + ' ' + failure.getClass().getName();
        long omitted = admit(key);
        if (omitted < 0) {
            return;
        }
        String more = omitted == 0 ? "" : " (and " + omitted + " more in the last minute)";
        var event = log.atLevel(level);
        for (Object value : values) {
            event = event.addArgument(value);
        }
        if (failure != null && failure.getStackTrace().length == 0) {
            event.addArgument(failure.getMessage()).log(message + ": {}" + more);
            log.debug(kind, failure);
        } else {
            event.setCause(failure).log(message + more);
        }
    }

    /** The number of identical failures left out since the last one, or -1 if this one is. */
    private synchronized long admit(String key) {
        long now = nanoTime.getAsLong();
        Entry entry = entries.get(key);
        if (entry != null && now - entry.written < INTERVAL.toNanos()) {
            entry.omitted++;
            return -1;
        }
        long omitted = entry == null ? 0 : entry.omitted;
        if (entry == null && entries.size() >= MOST_KINDS) {
            entries.pollFirstEntry();
        }
        entries.put(key, new Entry(now));
        return omitted;
    }

    private static final class Entry {

        private final long written;
        private long omitted;

        private Entry(long written) {
            this.written = written;
        }
    }
}
