package org.domainstats.model;

/** How exactly a registry told a date. */
public enum Precision {
    /** To the second. */
    SECOND,
    /**
     * A calendar day; the instant is its start in UTC, or in the registry's zone where that is
     * known.
     */
    DAY,
    /** Only that it was before that instant, as in "before Aug-1996". */
    BEFORE;

    /** The lower-case word used in answers and in stores. */
    public String word() {
        return switch (this) {
            case SECOND -> "second";
            case DAY -> "day";
            case BEFORE -> "before";
        };
    }
}
