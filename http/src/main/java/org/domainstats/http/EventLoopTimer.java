package org.domainstats.http;

import io.vertx.core.Context;
import io.vertx.core.internal.ContextInternal;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Runs tasks on an event loop once it has read what there is on its connections, or a pause later.
 * Vert.x's own timers are of whole milliseconds, and its mere tasks run before that reading.
 */
public final class EventLoopTimer {

    private final ContextInternal context;

    /** A timer on the event loop of a context. */
    public EventLoopTimer(Context context) {
        this.context = (ContextInternal) context;
    }

    /** Runs a task after the next reading. */
    public void runAfterReading(Runnable task) {
        runAfter(Duration.ZERO, task);
    }

    /** Runs a task after a pause, and not before the next reading. What it throws is logged. */
    public void runAfter(Duration pause, Runnable task) {
        var _ =
                context.nettyEventLoop()
                        .schedule(
                                () -> context.dispatch(task),
                                pause.toNanos(),
                                TimeUnit.NANOSECONDS);
    }
}
