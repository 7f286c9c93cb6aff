package org.domainstats.streams;

import org.domainstats.logformats.DetectingReader;
import org.domainstats.logformats.Reading.Nameless;
import org.domainstats.logformats.ReadingOptions;
import org.domainstats.logformats.Why;

/** Splits a log into lines, and has each read. */
final class LineSplitter {

    private final DetectingReader reader;
    private boolean inLongLine;

    LineSplitter(ReadingOptions options) {
        this.reader = new DetectingReader(options);
    }

    /**
     * Reads the whole lines of some bytes.
     *
     * @param bytes the log from where the last batch ended; a line that fills all of the array is
     *     too long
     * @param length how many of them there are
     * @param last whether the log ends here, even without a line feed
     */
    LineBatch read(byte[] bytes, int length, boolean last) {
        LineBatch batch = new LineBatch(bytes);
        int start = 0;
        for (int end = LineFeeds.next(bytes, 0, length);
                end < length;
                end = LineFeeds.next(bytes, start, length)) {
            line(batch, start, end);
            start = end + 1;
        }
        if (start < length && last) {
            line(batch, start, length);
            start = length;
        } else if (start == 0 && length == bytes.length) {
            if (!inLongLine) {
                batch.add(0, new Nameless(Why.TOO_LONG));
            }
            inLongLine = true;
            start = length;
        }
        batch.endAt(start);
        return batch;
    }

    private void line(LineBatch batch, int start, int end) {
        if (inLongLine) {
            // The rest of a line that was counted before.
            inLongLine = false;
            return;
        }
        byte[] bytes = batch.bytes();
        int text = end > start && bytes[end - 1] == '\r' ? end - 1 : end;
        batch.add(start, reader.read(bytes, start, text));
    }

    /** Passes the rest of a line through, whose beginning was. */
    void skipLine() {
        inLongLine = true;
    }

    boolean isDetected() {
        return reader.isDetected();
    }
}
