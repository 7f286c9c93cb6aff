package org.domainstats.storesqlite;

/** What a read of a site's contact has shown, outside of the writer. */
sealed interface ContactRead {

    /**
     * There is one.
     *
     * @param firstAsked milliseconds since 1970
     */
    record Known(long firstAsked) implements ContactRead {}

    /**
     * There is one that was announced to nobody, so that the writer decides who announces it.
     *
     * @param firstAsked milliseconds since 1970
     */
    record Withdrawn(String site, long firstAsked) implements ContactRead {}

    /**
     * There was none among the contacts up to number {@code upTo}, when the store had been reset so
     * many times. The writer need only read what came since.
     */
    record Absent(String site, long upTo, long resets) implements ContactRead {}
}
