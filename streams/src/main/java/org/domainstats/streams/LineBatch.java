package org.domainstats.streams;

import org.domainstats.logformats.Reading;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Lines that were read together, and what was found in each. */
public final class LineBatch {

    private final byte[] bytes;
    private final List<Reading> readings = new ArrayList<>();
    private int[] starts = new int[1 << 10];
    private int end;

    /**
     * @param bytes that lines are read from
     */
    LineBatch(byte[] bytes) {
        this.bytes = bytes;
    }

    void add(int start, Reading reading) {
        if (readings.size() == starts.length) {
            starts = Arrays.copyOf(starts, 2 * starts.length);
        }
        starts[readings.size()] = start;
        readings.add(reading);
    }

    /** Says up to where bytes were read as lines. */
    void endAt(int endOfLines) {
        end = endOfLines;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Up to where the bytes are lines that were read. */
    int end() {
        return end;
    }

    /** How many lines there are. */
    public int size() {
        return readings.size();
    }

    int start(int line) {
        return starts[line];
    }

    Reading reading(int line) {
        return readings.get(line);
    }

    /** What was found, line by line. */
    public List<Reading> readings() {
        return readings;
    }
}
