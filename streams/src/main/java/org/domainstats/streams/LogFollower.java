package org.domainstats.streams;

import org.domainstats.logformats.LineReader;
import org.domainstats.logformats.ReadingOptions;
import org.domainstats.streams.Positions.Reached;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Enriches a log that is being written, through rotation and truncation, until told to stop. */
public final class LogFollower {

    private static final long PAUSE_MILLIS = 200;

    private final Path log;
    private final ReadingOptions options;
    private final Tally tally;
    private final LineOutput out;
    private final Positions positions;
    private final RecoveredAnnouncements facts;
    private final RotatedSet set;

    /** Where the last file ended. */
    private @Nullable Reached ended;

    private LogFollower(
            Path log,
            RecoveredAnnouncements facts,
            ReadingOptions options,
            Tally tally,
            Output output) {
        this.log = log.toAbsolutePath();
        this.facts = facts;
        this.options = options;
        this.tally = tally;
        this.out = new LineOutput(output.lines);
        this.positions = output.positions;
        this.set = new RotatedSet(this.log);
    }

    /** A follower whose output is a pipe: it begins with the log, at each start. */
    public static LogFollower to(
            OutputStream lines, Path log, FactSource facts, ReadingOptions options, Tally tally) {
        return new LogFollower(
                log,
                new RecoveredAnnouncements(facts, Optional.empty(), Instant.MIN),
                options,
                tally,
                new Output(lines, Positions.NONE));
    }

    /** A follower that goes on where its output ends. */
    public static LogFollower to(
            PositionedOutput output,
            Path log,
            FactSource facts,
            ReadingOptions options,
            Tally tally) {
        RecoveredAnnouncements recovered = output.recover(facts);
        return new LogFollower(log, recovered, options, tally, new Output(output, output));
    }

    /**
     * Follows the log.
     *
     * @param goesOn asked between lines, and some times a second while there are none
     */
    public void run(BooleanSupplier goesOn) throws IOException {
        Optional<LogPosition> last = positions.last();
        RotatedSet.Place place = last.isPresent() ? set.rest(last.get().place()) : set.current();
        while (goesOn.getAsBoolean()) {
            try (FollowedLog file = new FollowedLog(place)) {
                place = read(file, place, goesOn);
            } catch (NoSuchFileException e) {
                // Not yet written, or renamed since it was looked for.
                pause();
                Optional<Reached> reached = Optional.ofNullable(ended);
                place = reached.isPresent() ? set.after(reached.get()) : set.current();
            }
        }
    }

    /**
     * Reads a file to its end; the current one until another takes its place.
     *
     * @return where to go on
     */
    private RotatedSet.Place read(FollowedLog file, RotatedSet.Place place, BooleanSupplier goesOn)
            throws IOException {
        LogEnricher enricher = new LogEnricher(facts, options, tally, out);
        byte[] buffer = new byte[LineReader.LONGEST_LINE];
        int length = 0;
        long offset = enricher.skip(file, buffer, place.offset());
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
            int done = enricher.enrich(buffer, length, read == 0 && last);
            length -= done;
            offset += done;
            System.arraycopy(buffer, done, buffer, 0, length);
            if (read == 0 && last) {
                break;
            }
            positions.reach(new Reached(file.head(offset), offset), read == 0);
            if (read == 0) {
                facts.caughtUp();
                pause();
            }
        }
        Reached end = new Reached(file.head(offset), offset);
        if (!goesOn.getAsBoolean()) {
            positions.reach(end, true);
            return place;
        }
        out.endLine();
        positions.reach(end, true);
        ended = end;
        // The rest of what was cut off may be in a copy.
        RotatedSet.Place next = cut ? set.rest(end) : set.after(end);
        if (next.file().equals(place.file()) && next.offset() > 0) {
            // There is none after it yet.
            pause();
        }
        return next;
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private record Output(OutputStream lines, Positions positions) {}
}
