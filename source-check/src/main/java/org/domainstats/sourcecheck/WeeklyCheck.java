package org.domainstats.sourcecheck;

import io.micrometer.core.instrument.MeterRegistry;

import org.domainstats.base.Deadline;
import org.domainstats.base.ScheduledTasks;
import org.domainstats.base.Stoppable;
import org.domainstats.sourcecheck.ResultsFile.Results;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * Checks a sample every week while a server runs, logs each registry with disagreements, and keeps
 * the counts for {@code /metrics} and for the next start.
 */
public final class WeeklyCheck implements Stoppable {

    private static final Logger LOG = LoggerFactory.getLogger(WeeklyCheck.class);

    /** Rarely enough that no registry minds: three questions a week. */
    static final Duration INTERVAL = Duration.ofDays(7);

    /** A server that has just started has more urgent questions. */
    static final Duration AFTER_START = Duration.ofHours(1);

    /** How many domains a check takes: some minutes, at one question a second and host. */
    public static final int SAMPLE = 60;

    private final SourceCheck check;
    private final Supplier<List<SampledDomain>> sample;
    private final ResultsFile file;
    private final SourceCheckMetrics metrics;
    private final InstantSource clock;
    private final ScheduledTasks tasks = new ScheduledTasks("source-check");
    private volatile boolean closed;

    /**
     * @param sample takes a new sample; blocks on the disk
     * @param folder where the results of the last check are kept
     */
    public WeeklyCheck(
            SourceCheck check,
            Supplier<List<SampledDomain>> sample,
            Path folder,
            MeterRegistry meters,
            InstantSource clock) {
        this.check = check;
        this.sample = sample;
        this.file = new ResultsFile(folder);
        this.metrics = new SourceCheckMetrics(meters);
        this.clock = clock;
    }

    /** Shows the last results, and checks again when a week has passed since. */
    public void start() {
        tasks.repeat(showLast(), "check the registries", this::run, INTERVAL);
    }

    /** The time until the first check. */
    Duration showLast() {
        Results last = last();
        if (last == null) {
            return AFTER_START;
        }
        metrics.show(last);
        Duration left = Duration.between(clock.instant(), last.at().plus(INTERVAL));
        return left.compareTo(AFTER_START) < 0
                ? AFTER_START
                : left.compareTo(INTERVAL) > 0 ? INTERVAL : left;
    }

    private @Nullable Results last() {
        try {
            return file.read();
        } catch (IOException e) {
            LOG.warn("The last check of the registries is not shown: {}", e.getMessage());
            return null;
        }
    }

    /** The time until the next one. */
    Duration run() throws IOException {
        List<CheckedDomain> checked = check.run(sample.get(), _ -> {}, () -> !closed);
        if (!closed) {
            keep(
                    new Results(
                            Instant.ofEpochSecond(clock.instant().getEpochSecond()),
                            RegistryResult.of(checked)));
        }
        return INTERVAL;
    }

    private void keep(Results results) throws IOException {
        metrics.show(results);
        for (RegistryResult each : results.registries()) {
            if (each.disagreed() > 0) {
                LOG.warn(
                        "The registry of .{}: RDAP, WHOIS and known dates disagree about {} of {}"
                                + " domains; domain-stats admin check-sources shows them",
                        each.tld(),
                        each.disagreed(),
                        each.disagreed() + each.agreed());
            }
        }
        file.write(results);
    }

    /** Ends a check that is under way after its present domain. */
    @Override
    public void stop() {
        closed = true;
        tasks.stop();
    }

    @Override
    public void close(Deadline deadline) {
        stop();
        tasks.close(deadline);
    }
}
