package org.domainstats.commands;

import org.domainstats.admincommands.LogProblems;
import org.domainstats.admincommands.LogProgress;
import org.domainstats.base.AtomicFile;
import org.domainstats.commandline.Progress;
import org.domainstats.commandline.StopSignal;
import org.domainstats.composition.Wiring;
import org.domainstats.logformats.ReadingOptions;
import org.domainstats.streams.BrokenLogException;
import org.domainstats.streams.FactSource;
import org.domainstats.streams.LineOutput;
import org.domainstats.streams.LogEnricher;
import org.domainstats.streams.LogFiles;
import org.domainstats.streams.LogFollower;
import org.domainstats.streams.PositionedOutput;
import org.domainstats.streams.Tally;
import org.jspecify.annotations.Nullable;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;

/** One run over logs that end. */
final class Enrichment {

    private final FactSource facts;
    private final ReadingOptions options;
    private final Tally tally;
    private final StopSignal stop;
    private final LogProblems problems = new LogProblems();

    Enrichment(FactSource facts, ReadingOptions options, Tally tally, StopSignal stop) {
        this.facts = facts;
        this.options = options;
        this.tally = tally;
        this.stop = stop;
    }

    /**
     * Enriches all logs, or up to the signal to stop; what was done by then stands in the output.
     *
     * @param output where the lines go, put in place when all are done; null for standard output
     * @return the logs that could not be read, or not to their end
     */
    LogProblems run(List<Path> files, @Nullable Path output) throws IOException {
        // Before the output is touched: a log that cannot be read leaves it as it is.
        try (LogProgress progress = new LogProgress("enriching", files)) {
            if (output == null) {
                // Not the PrintStream of System.out, which would go on when nobody reads any more.
                try (OutputStream lines = new FileOutputStream(FileDescriptor.out)) {
                    enrich(files, new LineOutput(lines), progress);
                }
            } else {
                AtomicFile.write(
                        output,
                        out -> enrich(files, new LineOutput(out), progress),
                        AtomicFile.Access.OWNER);
            }
        }
        return problems;
    }

    /**
     * Enriches a log that is being written, until the signal to stop.
     *
     * @param output where the lines go, from where an earlier run left off; null for standard
     *     output
     */
    void follow(Path log, @Nullable Path output) throws IOException {
        Progress progress = Progress.besideLines("following", () -> Double.NaN);
        BooleanSupplier goesOn =
                () -> {
                    progress.at(tally.rows());
                    return !stop.isGiven();
                };
        if (output == null) {
            try (OutputStream lines = new FileOutputStream(FileDescriptor.out)) {
                LogFollower.to(lines, log, facts, options, tally).run(goesOn);
            }
        } else {
            try (PositionedOutput lines = PositionedOutput.open(output, Wiring.clock())) {
                LogFollower.to(lines, log, facts, options, tally).run(goesOn);
            }
        }
        progress.end();
    }

    private void enrich(List<Path> files, LineOutput out, LogProgress progress) throws IOException {
        if (files.isEmpty()) {
            enrich(null, new FileInputStream(FileDescriptor.in), out, progress);
        }
        for (Path file : LogFiles.inOrder(files)) {
            if (!stop.isGiven()) {
                try (InputStream log = Files.newInputStream(file)) {
                    out.endLine();
                    enrich(file, log, out, progress);
                }
            }
        }
    }

    private void enrich(@Nullable Path file, InputStream log, LineOutput out, LogProgress progress)
            throws IOException {
        LogEnricher enricher = new LogEnricher(facts, options, tally, out);
        long before = tally.rows();
        try {
            enricher.enrich(
                    progress.counted(log),
                    () -> {
                        progress.at(tally.rows());
                        return !stop.isGiven();
                    });
        } catch (BrokenLogException e) {
            problems.broken(file, e);
        }
        if (!enricher.isDetected() && tally.rows() > before) {
            problems.unrecognised(file, enricher.unreadable());
        }
    }
}
