package org.domainstats.composition;

import org.domainstats.base.Deadline;
import org.domainstats.base.ScheduledTasks;
import org.domainstats.base.Stoppable;
import org.domainstats.settings.SettingKey;
import org.domainstats.settings.Settings;
import org.domainstats.store.Store;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Has the store forget what is older than {@code retention}: at the start, and every hour. */
final class RetentionTask implements Stoppable {

    private static final Duration INTERVAL = Duration.ofHours(1);
    private static final String WHAT = "forget what is older than retention";

    private final ScheduledTasks tasks = new ScheduledTasks("retention");
    private final Store store;
    private final Duration retention;
    private final InstantSource clock;

    private RetentionTask(Store store, Duration retention, InstantSource clock) {
        this.store = store;
        this.retention = retention;
        this.clock = clock;
    }

    /** Starts it; empty if everything is to be kept. */
    static Optional<RetentionTask> start(Settings settings, Store store) {
        return settings.optionalDuration(SettingKey.RETENTION)
                .map(retention -> new RetentionTask(store, retention, Wiring.clock()))
                .map(RetentionTask::started);
    }

    private RetentionTask started() {
        tasks.after(Duration.ZERO, WHAT, this::run);
        tasks.every(INTERVAL, WHAT, this::run);
        return this;
    }

    private void run() {
        var _ = store.erasure().removeBefore(clock.instant().minus(retention));
    }

    @Override
    public void stop() {
        tasks.stop();
    }

    @Override
    public void close(Deadline deadline) {
        tasks.close(deadline);
    }
}
