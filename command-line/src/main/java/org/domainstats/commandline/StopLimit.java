package org.domainstats.commandline;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * How long closing a server may take, whatever is in the way: a disk that hangs, a database that
 * another program holds. What was committed is safe by then, as it is in a crash.
 *
 * @param longest below the 10 s after which container engines kill
 * @param end ends the process at once
 */
record StopLimit(Duration longest, PrintStream report, Runnable end) {

    private static final Duration LONGEST = Duration.ofSeconds(9);

    /** What the shell calls a process that was ended by SIGTERM. */
    private static final int TERMINATED = 143;

    /** To find what was in the way; the rest is of Java. */
    private static final int FRAMES = 12;

    static StopLimit ofProcess() {
        return new StopLimit(LONGEST, System.err, () -> Runtime.getRuntime().halt(TERMINATED));
    }

    /** Closes something on this thread. */
    void close(Runnable close) {
        CountDownLatch closed = new CountDownLatch(1);
        Thread closing = Thread.currentThread();
        Thread.ofPlatform().daemon().name("stop limit").start(() -> watch(closed, closing));
        try {
            close.run();
        } finally {
            closed.countDown();
        }
    }

    private void watch(CountDownLatch closed, Thread closing) {
        try {
            if (closed.await(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            // Nobody interrupts it; then the process ends on its own.
            Thread.currentThread().interrupt();
            return;
        }
        report.println(
                "domain-stats: closing took longer than "
                        + longest.toSeconds()
                        + " s and is broken off; what was recorded is safe. It was at:");
        Arrays.stream(closing.getStackTrace())
                .limit(FRAMES)
                .forEach(frame -> report.println("    " + frame));
        report.flush();
        end.run();
    }
}
