package org.domainstats.streams;

import org.domainstats.logformats.LineReader;
import org.domainstats.logformats.ReadingOptions;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/** Reads a log that is being written, through rotation and truncation, until told to stop. */
public final class LogTail {

    private static final long PAUSE_MILLIS = 200;

    private final Path log;
    private final ReadingOptions options;
    private final LineConsumer consumer;
    private final RotatedSet set;

    /** Where to go on: the place that was reached last. */
    private @Nullable LogPlace reached;

    /** Whether that is the end of its file, and not only of what was read of it. */
    private boolean finished;

    /** Whether the file that was read last was cut off, and its rest was not found yet. */
    private boolean cutOff;

    public LogTail(Path log, ReadingOptions options, LineConsumer consumer) {
        this.log = log.toAbsolutePath();
        this.options = options;
        this.consumer = consumer;
        this.set = new RotatedSet(this.log);
    }

    /**
     * Follows the log.
     *
     * @param goesOn asked between lines, and some times a second while there are none
     */
    public void run(BooleanSupplier goesOn) throws IOException {
        reached = consumer.last().orElse(null);
        finished = false;
        while (goesOn.getAsBoolean()) {
            RotatedSet.@Nullable Place place = next();
            if (place == null) {
                pause();
                continue;
            }
            if (cutOff && place.isNewest()) {
                consumer.lostRest();
            }
            cutOff = false;
            try (FollowedLog file = new FollowedLog(place)) {
                read(file, place, goesOn);
            } catch (NoSuchFileException e) {
                // Not yet written, or renamed since it was looked for.
                pause();
            }
        }
    }

    private RotatedSet.@Nullable Place next() throws IOException {
        @Nullable LogPlace place = reached;
        if (place == null) {
            return set.current();
        }
        return finished ? set.after(place) : set.rest(place);
    }

    /** Reads a file to its end; the current one until another takes its place. */
    private void read(FollowedLog file, RotatedSet.Place place, BooleanSupplier goesOn)
            throws IOException {
        LogLineSplitter splitter = new LogLineSplitter(options, true);
        byte[] buffer = new byte[LineReader.LONGEST_LINE];
        int length = 0;
        long offset = skip(splitter, file, buffer, place.offset());
        boolean atEnd = true;
        boolean cut = false;
        while (goesOn.getAsBoolean()) {
            cut = atEnd && place.isNewest() && file.isCut();
            // Asked before the last read: what is written after it would be lost.
            boolean last = cut || !place.isNewest() || file.isReplaced(log);
            int room = buffer.length - length;
            int read = cut ? 0 : file.read(buffer, length, room);
            atEnd = read < room;
            length += read;
            boolean end = read == 0 && last;
            for (int done = -1; done != 0; ) {
                done = take(splitter.read(buffer, length, end));
                length -= done;
                offset += done;
                System.arraycopy(buffer, done, buffer, 0, length);
                if (done > 0 && !end) {
                    reach(file, offset, false);
                }
            }
            if (end) {
                break;
            }
            if (read == 0) {
                reach(file, offset, true);
                consumer.caughtUp();
                pause();
            }
        }
        if (!goesOn.getAsBoolean()) {
            reach(file, offset, true);
            return;
        }
        if (file.isBroken()) {
            consumer.lostRest();
        }
        consumer.endLog();
        reach(file, offset, true);
        // The rest of what was cut off may be in a copy.
        finished = !cut;
        cutOff = cut;
    }

    /**
     * Of a file that nothing was read of there is nothing that it is known by again: until then the
     * place is still the end of the one before.
     */
    private void reach(FollowedLog file, long offset, boolean now) throws IOException {
        LogHead head = file.head(offset);
        if (!head.isEmpty()) {
            LogPlace place = new LogPlace(head, offset);
            reached = place;
            finished = false;
            consumer.reach(place, now);
        }
    }

    private int take(LineBatch batch) throws IOException {
        if (batch.end() > 0) {
            consumer.take(batch);
        }
        return batch.end();
    }

    /**
     * Passes over what was taken in an earlier run, so that its headers are known.
     *
     * @param buffer is used for reading
     * @return the offset, or less where the log is not as long
     */
    private static long skip(LogLineSplitter splitter, FollowedLog log, byte[] buffer, long offset)
            throws IOException {
        long skipped = 0;
        int length = 0;
        int read = -1;
        while (skipped < offset && read != 0) {
            int most = (int) Math.min(buffer.length - length, offset - skipped);
            read = log.read(buffer, length, most);
            length += read;
            skipped += read;
            for (int done = -1; done != 0; ) {
                done = splitter.read(buffer, length, false).end();
                length -= done;
                System.arraycopy(buffer, done, buffer, 0, length);
            }
        }
        if (length > 0) {
            splitter.skipLine();
        }
        return skipped;
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
