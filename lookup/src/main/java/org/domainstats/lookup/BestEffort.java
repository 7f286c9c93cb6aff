package org.domainstats.lookup;

import org.domainstats.base.LimitedLog;
import org.slf4j.LoggerFactory;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Work that may fail without failing the answer it is done for: once a contact is durable, its
 * announcement must reach the client whatever becomes of the rest. Failures are counted, and logged
 * at a bounded rate. The one place of this module that catches whatever is thrown.
 */
final class BestEffort {

    private final LimitedLog log = new LimitedLog(LoggerFactory.getLogger(BestEffort.class));
    private final LongAdder failures = new LongAdder();

    /**
     * What the work returns.
     *
     * @param what the work as it completes "could not ..." in the log
     * @param otherwise what is returned if it fails
     */
    <T> T get(String what, Supplier<T> work, Supplier<T> otherwise) {
        try {
            return work.get();
        } catch (RuntimeException failure) {
            failures.increment();
            log.warn(what, failure, "could not {}; the answer goes out without it", what);
            return otherwise.get();
        }
    }

    /** Does the work; true if it was done. */
    boolean run(String what, Runnable work) {
        return get(
                what,
                () -> {
                    work.run();
                    return true;
                },
                () -> false);
    }

    /** How often something failed since the start. */
    long failures() {
        return failures.sum();
    }
}
