package org.domainstats.inputs;

import org.domainstats.base.Deadline;
import org.domainstats.base.Stoppable;

/** How the threads of inputs end. */
final class InputThreads {

    private InputThreads() {}

    /** Waits until a thread ends; at the deadline it is interrupted, and then left behind. */
    static void end(Thread thread, Deadline deadline) {
        try {
            if (!thread.join(deadline.remaining())) {
                thread.interrupt();
                var _ = thread.join(Stoppable.AFTER_INTERRUPT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
