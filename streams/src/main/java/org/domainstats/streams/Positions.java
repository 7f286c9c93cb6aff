package org.domainstats.streams;

import java.io.IOException;
import java.util.Optional;

/** Where it is kept how far a log was enriched. */
interface Positions {

    /** Nowhere: an output that cannot be cut off, as a pipe. */
    Positions NONE =
            new Positions() {
                @Override
                public Optional<LogPosition> last() {
                    return Optional.empty();
                }

                @Override
                public void reach(LogPlace position, boolean now) {}
            };

    /** The position that was kept last, before this run. */
    Optional<LogPosition> last();

    /**
     * Says that all up to a place in a log is written.
     *
     * @param now whether to keep it at once, and not only once a second
     */
    void reach(LogPlace position, boolean now) throws IOException;
}
