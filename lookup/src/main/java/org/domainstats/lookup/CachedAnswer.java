package org.domainstats.lookup;

import org.domainstats.model.Answer;
import org.jspecify.annotations.Nullable;

/**
 * An answer that may be given again and again, with a place for the bytes that a door made of it.
 */
public final class CachedAnswer {

    private final Answer answer;
    private volatile @Nullable Object rendering;

    public CachedAnswer(Answer answer) {
        this.answer = answer;
    }

    public Answer answer() {
        return answer;
    }

    /** What a door left with {@link #keepRendering}, if it has. */
    public @Nullable Object rendering() {
        return rendering;
    }

    /**
     * Leaves an immutable rendering for the next time. Racing doors may overwrite each other's
     * equal ones.
     */
    public void keepRendering(Object rendered) {
        rendering = rendered;
    }
}
