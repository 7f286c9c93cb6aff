package org.domainstats.streams;

import org.domainstats.logformats.Reading;
import org.domainstats.logformats.Reading.Named;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Lines that were read together, and what was found in each. */
public final class LineBatch {

    /**
     * Some 200 bytes each, of which three batches are held. A mebibyte has up to half a million
     * lines.
     */
    static final int MOST_LINES = 16_384;

    /** Their facts are some 2,000 bytes each, held while a batch is written. */
    static final int MOST_NAMES = 8_192;

    private final byte[] bytes;
    private final List<Reading> readings = new ArrayList<>();
    private int[] starts = new int[1 << 10];
    private int names;
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
        names += reading instanceof Named named ? named.names().size() : 0;
    }

    /** Whether the next line is for another batch. */
    boolean isFull() {
        return readings.size() >= MOST_LINES || names >= MOST_NAMES;
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
