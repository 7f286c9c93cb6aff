package org.domainstats.events;

import org.domainstats.base.Deadline;
import org.domainstats.base.Durations;
import org.domainstats.base.LimitedLog;
import org.domainstats.base.Stoppable;
import org.domainstats.events.Output.Outgoing;
import org.domainstats.store.StoreException;
import org.domainstats.store.events.EventLog.LoggedEvent;
import org.domainstats.store.events.EventOutputs.Position;
import org.domainstats.store.events.EventStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * Delivers the events of the log to one output, in order, on a thread of its own. While the output
 * fails, it is tried again at growing intervals from the last event that has certainly arrived.
 */
final class EventDelivery implements Stoppable {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final LimitedLog log = new LimitedLog(LoggerFactory.getLogger(EventDelivery.class));
    private final OutputSpec spec;
    private final Output output;
    private final EventStore events;
    private final Pacing pacing;
    private final String version;
    private final EventFilter filter;
    private final EventFormat format;
    private final LongAdder delivered = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private volatile boolean failing;
    private volatile boolean closed;
    private @Nullable Thread thread;

    /**
     * When to deliver.
     *
     * @param isOurs whether this process has the right to deliver just now
     * @param notifier what says that there may be new events
     */
    record Pacing(BooleanSupplier isOurs, EventNotifier notifier, RandomGenerator random) {}

    EventDelivery(
            OutputSpec spec, Output output, EventStore events, Pacing pacing, String version) {
        this.spec = spec;
        this.output = output;
        this.events = events;
        this.pacing = pacing;
        this.version = version;
        this.filter = spec.filter();
        this.format = spec.format();
    }

    /** Begins with the events that come from now on, unless it is known from before. */
    void register() {
        try {
            var _ = position();
        } catch (StoreException e) {
            // A server starts without its database too; then there are no events to miss.
            log.warn("register", e, "output {} begins later", spec.name());
        }
    }

    void start() {
        thread = Thread.ofVirtual().name("event-output-" + spec.name()).start(this::run);
    }

    String name() {
        return spec.name();
    }

    /** Events that were delivered since the start, those counted that were delivered twice. */
    long delivered() {
        return delivered.sum();
    }

    long failures() {
        return failures.sum();
    }

    boolean isFailing() {
        return failing;
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        try {
            while (!closed) {
                if (deliverWhileLeader()) {
                    pause = FIRST_PAUSE;
                }
                if (failing) {
                    Thread.sleep(jittered(pause));
                    pause = Durations.doubled(pause, 1, LONGEST_PAUSE);
                } else if (!closed) {
                    pacing.notifier().await();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            output.close();
        }
    }

    /** Returns when the right is gone or something failed; true if anything was delivered. */
    private boolean deliverWhileLeader() throws InterruptedException {
        boolean progress = false;
        try {
            if (!pacing.isOurs().getAsBoolean()) {
                return false;
            }
            long confirmed = position();
            long sent = confirmed;
            while (!closed && pacing.isOurs().getAsBoolean()) {
                List<LoggedEvent> page = events.log().after(sent, output.largestBatch());
                deliver(page);
                sent = page.isEmpty() ? sent : page.getLast().number();
                long certain = output.confirmed(sent);
                if (certain > confirmed) {
                    events.outputs().delivered(spec.name(), certain);
                    confirmed = certain;
                }
                progress |= !page.isEmpty();
                failing = false;
                if (page.isEmpty()) {
                    pacing.notifier().await();
                }
            }
        } catch (IOException | RuntimeException e) {
            // Whatever it was, the events must not be lost on it, nor the thread.
            failing = true;
            failures.increment();
            log.warn(
                    spec.name(),
                    null,
                    closed
                            ? "output {} was stopped in a delivery, which is made again at the next"
                                    + " start: {}"
                            : "output {} fails; its events wait: {}",
                    spec.name(),
                    e.getMessage() == null ? e.toString() : e.getMessage());
        }
        return progress;
    }

    private long position() {
        @Nullable Position position = events.outputs().positions().get(spec.name());
        if (position != null) {
            return position.delivered();
        }
        long start =
                spec.fromOldest()
                        ? events.log().range().oldest() - 1
                        : events.log().range().newest();
        events.outputs().add(spec.name(), start);
        return start;
    }

    private void deliver(List<LoggedEvent> page) throws IOException, InterruptedException {
        List<Outgoing> wanted = new ArrayList<>(page.size());
        for (LoggedEvent logged : page) {
            EventDocument event = EventDocument.of(logged);
            if (filter.accepts(event)) {
                wanted.add(new Outgoing(event, format.line(event, version)));
            }
        }
        if (!wanted.isEmpty()) {
            output.deliver(wanted);
            delivered.add(wanted.size());
        }
    }

    private Duration jittered(Duration pause) {
        return pause.minus(
                Duration.ofMillis((long) (pause.toMillis() * pacing.random().nextDouble() / 4)));
    }

    /** Begins nothing new. What fails anyway is not waited for. */
    @Override
    public void stop() {
        closed = true;
        pacing.notifier().notifyReaders();
        @Nullable Thread running = thread;
        if (failing && running != null) {
            running.interrupt();
        }
    }

    /** Lets the delivery under way end. One that is broken off is made again at the next start. */
    @Override
    public void close(Deadline deadline) {
        stop();
        @Nullable Thread running = thread;
        if (running == null) {
            return;
        }
        try {
            if (!running.join(deadline.remaining())) {
                running.interrupt();
                if (!running.join(AFTER_INTERRUPT)) {
                    log.warn(
                            "end",
                            null,
                            "output {} has not stopped in time; its connection ends with the process",
                            name());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
