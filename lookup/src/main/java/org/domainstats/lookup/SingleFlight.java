package org.domainstats.lookup;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Work of which there is one at a time for each key, however many want it done; and only so much in
 * all.
 */
final class SingleFlight<K> {

    private final ConcurrentHashMap<K, Call> inFlight = new ConcurrentHashMap<>();
    private final Semaphore permits;

    SingleFlight(int permits) {
        this.permits = new Semaphore(permits);
    }

    /**
     * The call under way for a key, or a new one; empty if every permit is taken.
     *
     * @param work what a new call does, blocking on a virtual thread of its own; what it learns it
     *     keeps in a store
     */
    Optional<Call> join(K key, Runnable work) {
        Call call = inFlight.get(key);
        if (call != null) {
            return Optional.of(call);
        }
        if (!permits.tryAcquire()) {
            return Optional.empty();
        }
        Call mine = new Call();
        Call other = inFlight.putIfAbsent(key, mine);
        if (other != null) {
            permits.release();
            return Optional.of(other);
        }
        Thread.ofVirtual().start(() -> run(key, mine, work));
        return Optional.of(mine);
    }

    int size() {
        return inFlight.size();
    }

    /** Nobody can join any more by the time that those who wait go on. */
    private void run(K key, Call call, Runnable work) {
        @Nullable Throwable fault = null;
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            // Whoever waits is told; the call itself has nobody above it.
            fault = e;
        }
        inFlight.remove(key, call);
        permits.release();
        if (fault == null) {
            call.done.complete(null);
        } else {
            call.done.completeExceptionally(fault);
        }
    }

    /** One piece of work under way. */
    static final class Call {

        private final long startedNanos = System.nanoTime();
        private final CompletableFuture<Void> done = new CompletableFuture<>();

        /**
         * Waits until it is done, but only for what is left of {@code timeout} since its start: a
         * question that comes late to a slow call need not wait all over again.
         *
         * @return whether it is done
         * @throws IllegalStateException if the work failed
         */
        boolean await(Duration timeout) {
            long left = timeout.toNanos() - (System.nanoTime() - startedNanos);
            try {
                done.get(Math.max(0, left), TimeUnit.NANOSECONDS);
                return true;
            } catch (TimeoutException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            } catch (ExecutionException e) {
                throw new IllegalStateException("could not keep what was learned", e.getCause());
            }
        }
    }
}
