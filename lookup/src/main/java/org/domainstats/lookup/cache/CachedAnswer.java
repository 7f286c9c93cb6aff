package org.domainstats.lookup.cache;

import org.domainstats.model.Answer;
import org.jspecify.annotations.Nullable;

/**
 * An answer that may be given again and again, with a place for the bytes that a listener rendered
 * from it.
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

    /** What a listener stored with {@link #keepRendering}; null if nothing. */
    public @Nullable Object rendering() {
        return rendering;
    }

    /**
     * Stores an immutable rendering for the next time. Listeners at one moment may overwrite each
     * other's, which are equal.
     */
    public void keepRendering(Object rendered) {
        rendering = rendered;
    }
}
