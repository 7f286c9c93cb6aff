package org.domainstats.migration;

/** Takes what a reader finds in a file, row by row. */
interface RecordConsumer {

    /** A row that was understood. */
    void accept(PredecessorRecord row);

    /**
     * A row that was not.
     *
     * @param row where it stands
     * @param reason what is wrong with it; may quote the file, so it is printed escaped only
     */
    void unreadable(String row, String reason);

    /** A value of a row that was not understood, while the row was. */
    void wrongValue(String row, String reason);
}
