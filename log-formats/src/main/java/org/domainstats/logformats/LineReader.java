package org.domainstats.logformats;

/**
 * Finds the names in the lines of one log, which come in their order. Never throws on bad input.
 */
public interface LineReader {

    /** Longer lines are passed through unread. EVE's longest have some hundred kilobytes. */
    int LONGEST_LINE = 1 << 20;

    /**
     * Reads a line.
     *
     * @param start of the line within the bytes
     * @param end of the line, without CR and LF
     */
    Reading read(byte[] bytes, int start, int end);
}
