package org.domainstats.postgres;

import org.domainstats.store.StoreException;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Deals with what many callers want in groups, so that they share a trip to the database: whoever
 * comes while a group is on its way belongs to the next one.
 */
public final class GroupedWork<C> implements AutoCloseable {

    /** More wait for room: what they want is small. */
    private static final int LONGEST = 16_384;

    /** The second is for when the first is held up: by a lost connection, a distant standby. */
    private static final int THREADS = 2;

    /**
     * So long a group waits for the one before: two half as large cost twice the statements and
     * commits.
     */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(50);

    /** Of the time of the last group: a wait for callers makes nobody's answer much later. */
    private static final int SHARE_OF_LAST = 4;

    private final BlockingQueue<Entry<C>> waiting = new ArrayBlockingQueue<>(LONGEST);
    private final Entry<C> last = new Entry<>(null);
    private final Lock gathering = new ReentrantLock();
    private final Semaphore onItsWay = new Semaphore(1);
    private final List<Thread> threads = new ArrayList<>();
    private final int mostCallers;
    private final Work<C> work;
    private final long longestWait;
    private final LongSupplier nanoTime;
    private final AtomicInteger ungrouped = new AtomicInteger();
    private volatile int expected;
    private volatile long lastNanos;
    private volatile boolean closed;

    /** What is done for callers. */
    public interface Work<C> {

        /** Answers all of them, whatever happens: nothing may be thrown. */
        void answer(List<C> callers);

        /** Answers one that came too late. */
        void refuse(C caller);

        /**
         * Whether groups of other servers hold up each of these. A group then waits for those that
         * were answered a moment ago, as a smaller one would be done no sooner.
         */
        default boolean takesTurns() {
            return false;
        }
    }

    /** A caller; the last entry has none. */
    private record Entry<C>(@Nullable C caller) {}

    /**
     * @param name of its threads
     * @param mostCallers in a group, so that nobody in it waits long for the others
     */
    public GroupedWork(String name, int mostCallers, Work<C> work) {
        this(name, mostCallers, work, LONGEST_WAIT, System::nanoTime);
    }

    /**
     * @param longestWait of a group for the one before
     * @param nanoTime as {@link System#nanoTime}
     */
    GroupedWork(
            String name,
            int mostCallers,
            Work<C> work,
            Duration longestWait,
            LongSupplier nanoTime) {
        this.mostCallers = mostCallers;
        this.work = work;
        this.longestWait = longestWait.toNanos();
        this.nanoTime = nanoTime;
        for (int i = 0; i < THREADS; i++) {
            threads.add(Thread.ofPlatform().daemon().name(name + "-" + i).start(this::run));
        }
    }

    /**
     * Has a caller answered, now or soon.
     *
     * @throws StoreException if there is no room for it within the time
     */
    public void add(C caller, Duration within) {
        try {
            if (!waiting.offer(new Entry<>(caller), within.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new StoreException("too many wait for the database");
            }
            ungrouped.incrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted before anything was done", e);
        }
        if (closed && threads.stream().noneMatch(Thread::isAlive)) {
            refuseAll();
        }
    }

    private void run() {
        List<Entry<C>> group = new ArrayList<>();
        boolean ends = false;
        while (!ends) {
            group.clear();
            boolean alone = gather(group);
            long begun = nanoTime.getAsLong();
            try {
                ends = group.remove(last);
                answer(group);
            } finally {
                expected = Math.min(mostCallers, group.size() + ungrouped.get());
                lastNanos = nanoTime.getAsLong() - begun;
                if (alone) {
                    onItsWay.release();
                }
            }
        }
        end();
    }

    /**
     * Waits for callers; whether no other group is on its way. One thread at a time: if each took a
     * caller of its own, those that could share a group would be kept apart.
     */
    private boolean gather(List<Entry<C>> group) {
        gathering.lock();
        try {
            group.add(waiting.take());
            boolean alone = onItsWay.tryAcquire(longestWait, TimeUnit.NANOSECONDS);
            if (alone && work.takesTurns()) {
                awaitExpected(group);
            }
            waiting.drainTo(group, mostCallers - group.size());
            ungrouped.addAndGet(-group.size());
            return alone;
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        } finally {
            gathering.unlock();
        }
    }

    /** Until those that the last group answered, and those that came meanwhile, are all there. */
    private void awaitExpected(List<Entry<C>> group) throws InterruptedException {
        long end = nanoTime.getAsLong() + Math.min(lastNanos / SHARE_OF_LAST, longestWait);
        while (group.size() < expected && !group.getLast().equals(last)) {
            @Nullable Entry<C> next =
                    waiting.poll(end - nanoTime.getAsLong(), TimeUnit.NANOSECONDS);
            if (next == null) {
                return;
            }
            group.add(next);
        }
    }

    private void answer(List<Entry<C>> group) {
        List<C> callers = new ArrayList<>(group.size());
        for (Entry<C> each : group) {
            @Nullable C caller = each.caller;
            if (caller != null) {
                callers.add(caller);
            }
        }
        if (!callers.isEmpty()) {
            work.answer(callers);
        }
    }

    /** For the next thread; it takes part in the order, so what came before it is dealt with. */
    private void end() {
        try {
            waiting.put(last);
            ungrouped.incrementAndGet();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    private void refuseAll() {
        for (@Nullable Entry<C> each = waiting.poll(); each != null; each = waiting.poll()) {
            @Nullable C caller = each.caller;
            if (caller != null) {
                work.refuse(caller);
            }
        }
    }

    /** Deals with what waits, then ends. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        end();
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        refuseAll();
    }
}
