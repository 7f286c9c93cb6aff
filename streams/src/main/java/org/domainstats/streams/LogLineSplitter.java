package org.domainstats.streams;

import org.domainstats.logformats.DetectingReader;
import org.domainstats.logformats.NoNameReason;
import org.domainstats.logformats.Reading;
import org.domainstats.logformats.Reading.Named;
import org.domainstats.logformats.Reading.Nameless;
import org.domainstats.logformats.ReadingOptions;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Optional;

/**
 * Splits a log into lines, and has each read.
 *
 * <p>Zeros in front of a line are a hole of the file, and belong to no line: a program that does
 * not write at the end of its log, but where it was, leaves one when the log is cut off ({@code
 * copytruncate}), and a file system does after a loss of power.
 */
final class LogLineSplitter {

    /** Of UTF-8. It belongs to no line. */
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final DetectingReader reader;

    /** Whether its lines are whole: one without a line feed at its end was cut off. */
    private final boolean followed;

    private boolean inLongLine;
    private boolean begun;
    private @Nullable NoNameReason unreadable;

    /**
     * @param followed whether a program writes the log line by line; a log that somebody made may
     *     end without a line feed
     */
    LogLineSplitter(ReadingOptions options, boolean followed) {
        this.reader = new DetectingReader(options);
        this.followed = followed;
    }

    /**
     * Reads the whole lines of some bytes, up to as many as go into a batch.
     *
     * @param bytes the log from where the last batch ended; a line that fills all of the array is
     *     too long
     * @param length how many of them there are
     * @param last whether the log ends here, even without a line feed
     */
    LineBatch read(byte[] bytes, int length, boolean last) {
        LineBatch batch = new LineBatch(bytes);
        int hole = inLongLine ? 0 : LineFeeds.behindZeros(bytes, 0, length);
        int first = begun ? hole : begin(bytes, hole, length);
        int start = first;
        for (int end = LineFeeds.next(bytes, first, length);
                end < length && !batch.isFull();
                end = LineFeeds.next(bytes, start, length)) {
            line(batch, start, end, true);
            start = LineFeeds.behindZeros(bytes, end + 1, length);
        }
        if (batch.isFull()) {
            batch.endAt(start);
            return batch;
        }
        if (last) {
            if (start < length) {
                line(batch, start, length, !followed);
            }
            start = length;
        } else if (start == first) {
            start = hole == 0 && length == bytes.length ? tooLong(batch, length) : hole;
        }
        batch.endAt(start);
        return batch;
    }

    /** What is left of a log that breaks off: no name in it can be trusted to be whole. */
    LineBatch cutOff(byte[] bytes, int length) {
        LineBatch batch = new LineBatch(bytes);
        if (length > 0 && !inLongLine) {
            batch.add(0, new Nameless(NoNameReason.CUT_OFF));
        }
        batch.endAt(length);
        return batch;
    }

    private int tooLong(LineBatch batch, int length) {
        if (!inLongLine) {
            batch.add(0, new Nameless(NoNameReason.TOO_LONG));
        }
        begun = true;
        inLongLine = true;
        return length;
    }

    /** Where the first line begins: behind a byte order mark. */
    private int begin(byte[] bytes, int hole, int length) {
        unreadable = UnreadableContent.of(bytes, hole, length);
        int marked = Math.min(length, hole + BYTE_ORDER_MARK.length);
        return Arrays.equals(bytes, hole, marked, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length)
                ? marked
                : hole;
    }

    private void line(LineBatch batch, int start, int end, boolean whole) {
        begun = true;
        if (inLongLine) {
            // The rest of a line that was counted before.
            inLongLine = false;
            return;
        }
        byte[] bytes = batch.bytes();
        int text = end > start && bytes[end - 1] == '\r' ? end - 1 : end;
        NoNameReason reason = unreadable;
        Reading reading = reason == null ? reader.read(bytes, start, text) : new Nameless(reason);
        boolean cut = !whole && reading instanceof Named named && named.isAtEnd(bytes, start, text);
        batch.add(start, cut ? new Nameless(NoNameReason.CUT_OFF) : reading);
    }

    /** Passes the rest of a line through, whose beginning was. */
    void skipLine() {
        inLongLine = true;
    }

    /** Whether the format is known by now. */
    boolean isDetected() {
        return unreadable == null && reader.isDetected();
    }

    /** Why it is not, where that is known. */
    Optional<NoNameReason> unreadable() {
        return Optional.ofNullable(unreadable).or(reader::unreadable);
    }
}
