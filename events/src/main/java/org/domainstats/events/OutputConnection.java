package org.domainstats.events;

import org.domainstats.base.Durations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A connection to a receiver. A socket has a timeout for a single read only, and none for a write;
 * so a receiver that sends a byte now and then, or reads nothing, is given up from outside.
 */
final class OutputConnection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OutputConnection.class);

    private final Socket plain;
    private final Socket socket;

    /**
     * @param plain what is under the TLS of the other, or the same
     */
    OutputConnection(Socket plain, Socket socket) {
        this.plain = plain;
        this.socket = socket;
    }

    /** A part of a delivery that has to end in time. */
    @FunctionalInterface
    interface Step {
        void run() throws IOException;
    }

    Socket socket() {
        return socket;
    }

    /**
     * Runs a step, and closes the connection if it takes longer.
     *
     * @throws IOException of the step, or because it took longer
     */
    void within(Duration longest, Step step) throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        AtomicBoolean late = new AtomicBoolean();
        Thread.ofVirtual().name("output-deadline").start(() -> watch(longest, over, late));
        try {
            step.run();
        } catch (IOException e) {
            throw late.get()
                    ? new IOException(
                            "it did not take, or answer, all within " + Durations.format(longest),
                            e)
                    : e;
        } finally {
            over.countDown();
        }
    }

    private void watch(Duration longest, CountDownLatch over, AtomicBoolean late) {
        try {
            if (!over.await(longest.toNanos(), TimeUnit.NANOSECONDS)) {
                late.set(true);
                // TLS would wait with its close_notify for the write that hangs.
                close(plain);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        close(socket);
    }

    static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("close failed", e);
        }
    }
}
