package org.domainstats.store;

import java.time.Duration;

/**
 * Turns that all processes of a store take one after the other: at a registry's host, at looking a
 * domain up. Every method may block on the disk.
 */
public interface Turns {

    /** Of a store that only one process uses: nobody else can have the turn. */
    Turns ALONE =
            new Turns() {
                @Override
                public Turn begin(String name, Duration longest) {
                    return new Turn(1, Duration.ZERO);
                }

                @Override
                public void end(String name, Turn turn, Duration pause) {}
            };

    /**
     * Takes a turn if nobody has it, and the pause after the last one is over.
     *
     * @param longest when it counts as ended if its process dies
     */
    Turn begin(String name, Duration longest);

    /**
     * Ends a turn. One that another process has by now stays theirs.
     *
     * @param pause until the next one may begin
     */
    void end(String name, Turn turn, Duration pause);

    /**
     * A turn, or how long to wait before asking for it again.
     *
     * @param id 0 if it was not begun
     * @param left how long to wait
     */
    record Turn(long id, Duration left) {

        /** A turn that somebody has may end early: ask again soon. */
        public static final Duration SOON = Duration.ofMillis(200);

        public boolean isBegun() {
            return id != 0;
        }
    }
}
