package org.domainstats.registrations;

import org.domainstats.base.EnumCounters;
import org.domainstats.base.LimitedLog;
import org.domainstats.base.Task;
import org.domainstats.store.StoreException;
import org.slf4j.LoggerFactory;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Work that may fail without failing the answer it is done for: once a contact is durable, its
 * announcement must reach the client whatever becomes of the rest. Failures are counted, and logged
 * at a bounded rate. The one place of this module that catches whatever is thrown.
 */
public final class BestEffort {

    private final LimitedLog log = new LimitedLog(LoggerFactory.getLogger(BestEffort.class));
    private final LongAdder failures = new LongAdder();
    private final EnumCounters<StoreOperation> storeFailures =
            new EnumCounters<>(StoreOperation.class);

    /**
     * What the work returns.
     *
     * @param what the work as it completes "could not ..." in the log
     * @param otherwise what is returned if it fails
     */
    public <T> T get(String what, Supplier<T> work, Supplier<T> otherwise) {
        return get(what, StoreOperation.OTHER, work, otherwise);
    }

    /** The same for work with the store. */
    public <T> T get(StoreOperation operation, Supplier<T> work, Supplier<T> otherwise) {
        return get(operation.what(), operation, work, otherwise);
    }

    private <T> T get(
            String what, StoreOperation operation, Supplier<T> work, Supplier<T> otherwise) {
        try {
            return work.get();
        } catch (RuntimeException failure) {
            failures.increment();
            if (failure instanceof StoreException) {
                storeFailures.increment(operation);
            }
            log.warn(what, failure, "could not {}; the answer goes out without it", what);
            return otherwise.get();
        }
    }

    /** Does the work; true if it was done. */
    public boolean run(String what, Runnable work) {
        return get(what, () -> done(work), () -> false);
    }

    /** The same for work with the store. */
    public boolean run(StoreOperation operation, Runnable work) {
        return get(operation, () -> done(work), () -> false);
    }

    private static boolean done(Runnable work) {
        work.run();
        return true;
    }

    /** Counts a failure of the store that is dealt with elsewhere. */
    public void storeFailed(StoreOperation operation) {
        storeFailures.increment(operation);
    }

    /** Counts failures of the store in work that is tried again by whoever calls it. */
    public Task counting(StoreOperation operation, Task work) {
        return () -> {
            try {
                work.run();
            } catch (StoreException failure) {
                storeFailures.increment(operation);
                throw failure;
            }
        };
    }

    /** How often an operation of the store failed since the start. */
    public long storeFailures(StoreOperation operation) {
        return storeFailures.count(operation);
    }

    /** How often something failed since the start. */
    public long failures() {
        return failures.sum();
    }
}
