package org.domainstats.streams;

/**
 * Finds the names in the lines of one log, which come in their order. Never throws on bad input.
 */
interface LineReader {

    /**
     * Reads a line.
     *
     * @param start of the line within the bytes
     * @param end of the line, without CR and LF
     */
    Reading read(byte[] bytes, int start, int end);
}
