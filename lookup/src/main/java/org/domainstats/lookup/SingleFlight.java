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

    private final ConcurrentHashMap<K, Flight> underWay = new ConcurrentHashMap<>();
    private final Semaphore seats;

    SingleFlight(int seats) {
        this.seats = new Semaphore(seats);
    }

    /**
     * The flight under way for a key, or a new one; empty if every seat is taken.
     *
     * @param work what a new flight does, blocking on a virtual thread of its own; what it learns
     *     it keeps in a store
     */
    Optional<Flight> join(K key, Runnable work) {
        Flight flight = underWay.get(key);
        if (flight != null) {
            return Optional.of(flight);
        }
        if (!seats.tryAcquire()) {
            return Optional.empty();
        }
        Flight mine = new Flight();
        Flight other = underWay.putIfAbsent(key, mine);
        if (other != null) {
            seats.release();
            return Optional.of(other);
        }
        Thread.ofVirtual().start(() -> fly(key, mine, work));
        return Optional.of(mine);
    }

    int size() {
        return underWay.size();
    }

    /** Nobody can join any more by the time that those who wait go on. */
    private void fly(K key, Flight flight, Runnable work) {
        @Nullable Throwable fault = null;
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            // Whoever waits is told; the flight itself has nobody above it.
            fault = e;
        }
        underWay.remove(key, flight);
        seats.release();
        if (fault == null) {
            flight.landed.complete(null);
        } else {
            flight.landed.completeExceptionally(fault);
        }
    }

    /** One piece of work under way. */
    static final class Flight {

        private final long startedNanos = System.nanoTime();
        private final CompletableFuture<Void> landed = new CompletableFuture<>();

        /**
         * Waits until it is done, but only for what is left of {@code patience} since its start: a
         * question that comes late to a slow flight need not wait all over again.
         *
         * @return whether it is done
         * @throws IllegalStateException if the work failed
         */
        boolean await(Duration patience) {
            long left = patience.toNanos() - (System.nanoTime() - startedNanos);
            try {
                landed.get(Math.max(0, left), TimeUnit.NANOSECONDS);
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
