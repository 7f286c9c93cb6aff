package org.domainstats.base;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * Something whose end may take a while: work is under way, a peer does not answer. Several of them
 * end side by side: all are stopped first, and then closed under one deadline.
 */
public interface Stoppable extends AutoCloseable {

    /** What is under way has this long to end where nobody gives a deadline. */
    Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    /** What was interrupted has this long to notice. */
    Duration AFTER_INTERRUPT = Duration.ofMillis(300);

    /** Begins nothing new from now on. Never blocks. */
    void stop();

    /**
     * Stops, and waits for what is under way. When the deadline passes that is interrupted, and
     * left behind should it not end even then.
     */
    void close(Deadline deadline);

    @Override
    default void close() {
        close(Deadline.in(CLOSE_TIMEOUT));
    }

    /** Closes all side by side: a peer that hangs does not use up the time of the others. */
    static void closeAll(Collection<? extends Stoppable> all, Deadline deadline) {
        all.forEach(Stoppable::stop);
        List<Thread> closing =
                all.stream()
                        .map(each -> Thread.ofPlatform().daemon().start(() -> each.close(deadline)))
                        .toList();
        try {
            for (Thread each : closing) {
                each.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
