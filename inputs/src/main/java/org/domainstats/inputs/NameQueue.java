package org.domainstats.inputs;

import org.domainstats.base.Deadline;
import org.domainstats.base.LimitedLog;
import org.domainstats.base.Stoppable;
import org.domainstats.inputs.InputCounters.Drop;
import org.domainstats.model.PublicName;
import org.domainstats.store.StoreException;
import org.domainstats.usage.ReadNames;
import org.domainstats.usage.ReadNames.Outcome;
import org.domainstats.usage.ReadNames.Recorded;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Names that were received and wait to be stored, which is done once a second, or sooner when there
 * are many. A crash loses what was received within the last second.
 */
final class NameQueue implements Stoppable {

    /** A burst of a second; some 100 bytes each. */
    private static final int LONGEST = 32_768;

    /** Sites and clients that go into one transaction. */
    private static final int MOST_TOGETHER = 4_096;

    private static final Duration BETWEEN = Duration.ofSeconds(1);
    private static final long ASK_MILLIS = 50;

    /** A disk that is full for as long loses what comes meanwhile, with a count. */
    private static final Duration AFTER_FAULT = Duration.ofSeconds(1);

    private final LimitedLog log = new LimitedLog(LoggerFactory.getLogger(NameQueue.class));
    private final InputSettings settings;
    private final InputCounters counters;
    private final BlockingQueue<Received> waiting = new ArrayBlockingQueue<>(LONGEST);
    private final Thread thread;
    private volatile boolean closed;

    NameQueue(InputSettings settings, InputCounters counters) {
        this.settings = settings;
        this.counters = counters;
        this.thread =
                Thread.ofPlatform().daemon().name("recorder " + counters.input()).start(this::run);
    }

    /** A name that was received. */
    record Received(PublicName name, @Nullable String client, Instant at) {}

    /** Adds a name, or counts it as dropped where there is no room for it. Never blocks. */
    void offer(PublicName name, @Nullable String client) {
        if (!waiting.offer(received(name, client))) {
            counters.drop(Drop.BACKLOG);
        }
    }

    /** Adds a name. Waits for room, for as long as the queue is not closed. */
    void put(PublicName name, @Nullable String client) throws InterruptedException {
        Received received = received(name, client);
        while (!waiting.offer(received, ASK_MILLIS, TimeUnit.MILLISECONDS)) {
            if (closed) {
                counters.drop(Drop.BACKLOG);
                return;
            }
        }
    }

    private Received received(PublicName name, @Nullable String client) {
        return new Received(name, client, settings.clock().instant());
    }

    private void run() {
        ReadNames names = new ReadNames();
        int count = 0;
        long due = 0;
        try {
            while (!closed || !waiting.isEmpty() || !names.isEmpty()) {
                Received next = waiting.poll(ASK_MILLIS, TimeUnit.MILLISECONDS);
                if (next != null) {
                    due = names.isEmpty() ? System.nanoTime() + BETWEEN.toNanos() : due;
                    names.add(next.name, next.client, next.at);
                    count++;
                } else if (names.isEmpty()) {
                    counters.upToDate();
                }
                boolean over = closed && waiting.isEmpty() || System.nanoTime() - due >= 0;
                if (!names.isEmpty() && (over || names.size() >= MOST_TOGETHER)) {
                    store(names, count);
                    names.clear();
                    count = 0;
                }
            }
        } catch (InterruptedException e) {
            // Nobody does; what waits is lost.
            Thread.currentThread().interrupt();
        }
    }

    private void store(ReadNames names, int count) throws InterruptedException {
        while (true) {
            try {
                ReadNames.Reader reader =
                        new ReadNames.Reader(settings.node() + counters.input(), null);
                Recorded recorded = settings.recorder().record(reader, names);
                if (recorded.outcome() == Outcome.RECORDED) {
                    counters.stored(count, recorded.first());
                } else {
                    for (int i = 0; i < count; i++) {
                        counters.drop(Drop.LIMITED);
                    }
                }
                return;
            } catch (StoreException e) {
                log.warn("store", e, "what {} received cannot be stored", counters.input());
                if (closed) {
                    return;
                }
                Thread.sleep(AFTER_FAULT);
            }
        }
    }

    @Override
    public void stop() {
        closed = true;
    }

    /** Stores what waits, and ends. */
    @Override
    public void close(Deadline deadline) {
        stop();
        InputThreads.end(thread, deadline);
    }
}
