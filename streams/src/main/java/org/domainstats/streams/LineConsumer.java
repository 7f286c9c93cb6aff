package org.domainstats.streams;

import java.io.IOException;
import java.util.Optional;

/** Takes the lines of a log that is followed. */
public interface LineConsumer {

    /** The place that was reached last, before this run. */
    Optional<LogPlace> last() throws IOException;

    /** Takes whole lines. */
    void take(LineBatch batch) throws IOException;

    /**
     * Says that all lines up to a place were taken.
     *
     * @param now whether there is no more for now, so that the place is better kept at once
     */
    void reach(LogPlace place, boolean now) throws IOException;

    /** Says that all that the log holds was taken, for now. */
    default void caughtUp() {}

    /**
     * Says that the log was cut off, and that no copy holds what was written before and not read;
     * or that a compressed file of it breaks off.
     */
    default void lostRest() {}

    /** Says that the next lines come from another file. */
    default void endLog() throws IOException {}
}
