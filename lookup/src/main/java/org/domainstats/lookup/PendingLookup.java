package org.domainstats.lookup;

import org.domainstats.model.Answer;

import java.time.Duration;

/** A question whose contact is decided, on its way to an answer. */
public interface PendingLookup {

    /** Whether the outside world is being asked, and {@link #answer} may wait for it. */
    boolean waits();

    /**
     * The answer, once. Blocks on the disk, and on the outside world for at most what is left of
     * the timeout since the question was begun.
     */
    Answer answer(Duration timeout);

    /**
     * Has {@link #answer} wait no longer: what is known by then is the answer. From any thread,
     * before it or meanwhile.
     */
    default void stopWaiting() {}
}
