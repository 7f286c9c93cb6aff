package org.domainstats.commandline;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and SIGTERM, for a command that is to end in good order: it asks whether to stop, and the
 * process waits for it to close what it has open.
 */
public final class StopSignal implements AutoCloseable {

    /** A part of a log that is looked up may wait for registries. */
    private static final Duration GRACE = Duration.ofSeconds(15);

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "stop");
    private volatile boolean given;

    public StopSignal() {
        Runtime.getRuntime().addShutdownHook(hook);
        StopHook.take();
    }

    private void stop() {
        given = true;
        try {
            // The end of the grace is the end of the process, whatever is still open.
            var _ = ended.await(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public boolean isGiven() {
        return given;
    }

    /** Says that all is closed. To be closed last. */
    @Override
    public void close() {
        ended.countDown();
        if (!given) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
