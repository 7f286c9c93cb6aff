package org.domainstats.inputs;

import org.domainstats.base.Deadline;
import org.domainstats.base.LimitedLog;
import org.domainstats.inputs.InputAddress.LogFile;
import org.domainstats.inputs.InputCounters.Drop;
import org.domainstats.logformats.LogTimes;
import org.domainstats.logformats.Reading;
import org.domainstats.logformats.Reading.Named;
import org.domainstats.logformats.ReadingOptions;
import org.domainstats.model.PublicName;
import org.domainstats.store.Inputs;
import org.domainstats.store.Inputs.Move;
import org.domainstats.store.StoreException;
import org.domainstats.streams.LineBatch;
import org.domainstats.streams.LineConsumer;
import org.domainstats.streams.LogPlace;
import org.domainstats.streams.LogTail;
import org.domainstats.usage.ReadNames;
import org.domainstats.usage.ReadNames.Recorded;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A log on this machine, followed through rotation and truncation. What is read of it and how far
 * are stored in one transaction: after a crash, nothing is lost and nothing counts twice.
 */
final class TailInput implements Input, LineConsumer {

    /** Sites and clients that go into one transaction. */
    private static final int MOST_TOGETHER = 4_096;

    /** While a log is written without a pause, what was read is stored this often. */
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    /** A contact is of the time that the log tells, if that is of the last days. */
    private static final Duration OLDEST = Duration.ofDays(30);

    private static final Duration AFTER_FAULT = Duration.ofSeconds(1);

    private final LimitedLog log = new LimitedLog(LoggerFactory.getLogger(TailInput.class));
    private final LogFile address;
    private final InputSettings settings;
    private final Inputs positions;
    private final InputCounters counters;
    private final LineNames lineNames;
    private final ReadNames names = new ReadNames();
    private final String name;
    private final Thread thread;
    private String stored = "";
    private int count;
    private @Nullable Instant due;
    private volatile boolean closed;

    TailInput(LogFile address, InputSettings settings, Inputs positions) {
        this.address = address;
        this.settings = settings;
        this.positions = positions;
        this.name = settings.node() + address.text();
        this.counters = new InputCounters(address.text(), settings.clock());
        this.lineNames = new LineNames(settings, counters);
        this.thread = Thread.ofPlatform().daemon().name("input " + address.text()).start(this::run);
    }

    /** From the stored position on, and again from there after a fault. */
    private void run() {
        while (!closed) {
            try {
                names.clear();
                count = 0;
                new LogTail(address.path(), ReadingOptions.DEFAULT, this).run(() -> !closed);
            } catch (IOException | StoreException e) {
                log.warn("follow", e, "{} cannot be read; trying again", address.text());
                pause();
            }
        }
    }

    @Override
    public Optional<LogPlace> last() {
        stored = positions.position(name).orElse("");
        return LogPlace.parse(stored);
    }

    @Override
    public void take(LineBatch batch) {
        Instant now = settings.clock().instant();
        LogTimes times = new LogTimes(ZoneId.systemDefault(), now);
        for (Reading reading : batch.readings()) {
            for (PublicName each : lineNames.of(reading)) {
                Named named = (Named) reading;
                names.add(each, named.origin().client(), time(times, named.origin().time(), now));
                count++;
            }
        }
    }

    private static Instant time(LogTimes times, @Nullable String text, Instant now) {
        Instant told = times.parse(text);
        return told == null || told.isAfter(now) || told.isBefore(now.minus(OLDEST)) ? now : told;
    }

    @Override
    public void reach(LogPlace place, boolean now) throws IOException {
        Instant instant = settings.clock().instant();
        if (due == null) {
            due = instant.plus(BETWEEN);
        }
        if (!now && names.size() < MOST_TOGETHER && instant.isBefore(due)) {
            return;
        }
        String to = place.text();
        if (!to.equals(stored)) {
            store(new ReadNames.Reader(name, new Move(name, stored, to)));
            stored = to;
        }
        due = null;
    }

    @Override
    public void caughtUp() {
        counters.upToDate();
    }

    private void store(ReadNames.Reader reader) throws IOException {
        Recorded recorded = settings.recorder().record(reader, names);
        switch (recorded.outcome()) {
            case RECORDED -> {
                counters.stored(count, recorded.first());
                names.clear();
                count = 0;
            }
            case LIMITED -> throw new IOException("too many new sites within a day; waiting");
            case TAKEN_ELSEWHERE ->
                    throw new IOException("another process has read it; going on where that is");
        }
    }

    @Override
    public void lostRest() {
        counters.drop(Drop.TRUNCATED);
    }

    private void pause() {
        try {
            Thread.sleep(AFTER_FAULT);
        } catch (InterruptedException e) {
            // Closed.
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public InputCounters counters() {
        return counters;
    }

    @Override
    public void stop() {
        closed = true;
    }

    /** Records what was read, and ends. */
    @Override
    public void close(Deadline deadline) {
        stop();
        InputThreads.end(thread, deadline);
    }
}
