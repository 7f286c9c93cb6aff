package org.domainstats.streams;

import org.domainstats.logformats.NoNameReason;
import org.domainstats.logformats.ReadingOptions;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Reads the lines of a log to its end; the next are read while these are dealt with. */
public final class LogLines {

    private final LogLineSplitter splitter;

    public LogLines(ReadingOptions options) {
        this.splitter = new LogLineSplitter(options, false);
    }

    /** What is done with lines. */
    @FunctionalInterface
    public interface Taker {
        void take(LineBatch batch) throws IOException;
    }

    /**
     * Reads a log.
     *
     * @param goesOn asked between lines, and some times a second while there are none
     */
    public void read(InputStream log, Taker taker, BooleanSupplier goesOn) throws IOException {
        try (LineBatches batches = new LineBatches(log, splitter)) {
            for (LineBatch batch = batches.next(goesOn);
                    batch != null;
                    batch = batches.next(goesOn)) {
                taker.take(batch);
                batches.recycle(batch);
            }
        }
    }

    /** Whether the format of the log is known by now. */
    public boolean isDetected() {
        return splitter.isDetected();
    }

    /** Why it is not, where that is known. */
    public Optional<NoNameReason> unreadable() {
        return splitter.unreadable();
    }
}
