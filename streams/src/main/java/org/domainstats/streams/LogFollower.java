package org.domainstats.streams;

import org.domainstats.logformats.ReadingOptions;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Enriches a log that is being written, through rotation and truncation, until told to stop. */
public final class LogFollower implements LineConsumer {

    private final LogTail tail;
    private final LogEnricher enricher;
    private final LineOutput out;
    private final Positions positions;
    private final RecoveredAnnouncements facts;

    private LogFollower(
            Path log,
            RecoveredAnnouncements facts,
            ReadingOptions options,
            Tally tally,
            Output output) {
        this.facts = facts;
        this.out = new LineOutput(output.lines);
        this.positions = output.positions;
        this.enricher = new LogEnricher(facts, options, tally, out);
        this.tail = new LogTail(log, options, this);
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
        tail.run(goesOn);
    }

    @Override
    public Optional<LogPlace> last() {
        return positions.last().map(LogPosition::place);
    }

    @Override
    public void take(LineBatch batch) throws IOException {
        enricher.write(batch);
    }

    @Override
    public void reach(LogPlace place, boolean now) throws IOException {
        positions.reach(place, now);
    }

    @Override
    public void caughtUp() {
        facts.caughtUp();
    }

    @Override
    public void endLog() throws IOException {
        out.endLine();
    }

    private record Output(OutputStream lines, Positions positions) {}
}
