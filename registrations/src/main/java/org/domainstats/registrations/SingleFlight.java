package org.domainstats.registrations;

import org.domainstats.base.Deadline;
import org.domainstats.registrations.CallPermits.Permit;
import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Calls of which there is one at a time for each key, however many clients want it; and only as
 * many in all as there are permits for.
 */
public final class SingleFlight<K> {

    private final ConcurrentHashMap<K, Call> inFlight = new ConcurrentHashMap<>();
    private final BestEffort bestEffort;
    private final StoreOperation what;

    /**
     * @param what what a call does with the store in the end
     */
    public SingleFlight(BestEffort bestEffort, StoreOperation what) {
        this.bestEffort = bestEffort;
        this.what = what;
    }

    /**
     * The call in flight for a key, or a new one; empty if there is no permit.
     *
     * @param work what a new call does, blocking on a virtual thread of its own; what it learns
     *     goes to a store. If it throws, the call is done all the same
     */
    public Optional<Call> join(K key, Supplier<@Nullable Permit> permits, Runnable work) {
        Call call = inFlight.get(key);
        if (call != null) {
            return Optional.of(call);
        }
        Permit permit = permits.get();
        if (permit == null) {
            return Optional.empty();
        }
        Call mine = new Call();
        Call other = inFlight.putIfAbsent(key, mine);
        if (other != null) {
            permit.release();
            return Optional.of(other);
        }
        Thread.ofVirtual().start(() -> run(key, mine, permit, work));
        return Optional.of(mine);
    }

    public int size() {
        return inFlight.size();
    }

    /** Nobody can join any more by the time that those who wait go on. */
    private void run(K key, Call call, Permit permit, Runnable work) {
        try {
            bestEffort.run(what, work);
        } finally {
            inFlight.remove(key, call);
            permit.release();
            call.done.complete(null);
        }
    }

    /** One call in flight. */
    public static final class Call {

        private final long startedNanos = System.nanoTime();
        private final CompletableFuture<Void> done = new CompletableFuture<>();

        /**
         * Waits until it is done, or a deadline has passed.
         *
         * @return whether it is done
         */
        public boolean await(Deadline deadline) {
            return await(deadline, done);
        }

        /** The same, or until the wait is stopped. */
        public boolean await(Deadline deadline, WaitStop stop) {
            return await(deadline, CompletableFuture.anyOf(done, stop.stopped())) && done.isDone();
        }

        private static boolean await(Deadline deadline, CompletableFuture<?> end) {
            try {
                end.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
                return true;
            } catch (TimeoutException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            } catch (ExecutionException e) {
                throw new IllegalStateException("a call never completes exceptionally", e);
            }
        }

        /** When it was started, by {@link System#nanoTime}. */
        public long startedNanos() {
            return startedNanos;
        }
    }
}
