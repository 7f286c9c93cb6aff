package org.domainstats.answerformats;

import org.jspecify.annotations.Nullable;

/** The wordings in which one answer can be given. Each has readers in the field. */
public enum Dialect {
    /** The line of domain_stats2, and the default. */
    ORIGINAL("original"),
    /** The object of domain_stats 1.x, which listened on port 5730. */
    DOMAIN_STATS("domain_stats"),
    /** Our own: flat and typed. */
    V1("v1");

    private final String word;

    Dialect(String word) {
        this.word = word;
    }

    /** The word used in settings and in {@code ?format=}. */
    public String word() {
        return word;
    }

    /** The dialect of that word, or null. */
    public static @Nullable Dialect of(String word) {
        for (Dialect dialect : values()) {
            if (dialect.word.equals(word)) {
                return dialect;
            }
        }
        return null;
    }
}
