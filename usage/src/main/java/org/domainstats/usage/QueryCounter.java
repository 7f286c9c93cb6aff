package org.domainstats.usage;

import org.domainstats.model.DomainName;
import org.domainstats.store.Contacts;
import org.domainstats.store.Contacts.Asked;
import org.domainstats.store.StoreDeadline;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/** Counts how often sites are asked about, and writes it to the store in batches. */
public final class QueryCounter {

    /**
     * So many counters may wait to be written. Cached answers hold as many anyway; the caller who
     * counts past that writes first, so that questions cannot outrun the disk.
     */
    private static final int MOST_WAITING = 65_536;

    private static final Duration LONGEST_FLUSH = Duration.ofMillis(250);

    /** So many go to the store together. */
    private static final int LARGEST_WRITE = 16_384;

    /**
     * Each counter is in here at most once; a site has another when it left the cache meanwhile.
     */
    private final ConcurrentLinkedQueue<Counter> counted = new ConcurrentLinkedQueue<>();

    private final AtomicInteger waiting = new AtomicInteger();
    private final ReentrantLock flushing = new ReentrantLock();
    private final Contacts contacts;

    public QueryCounter(Contacts contacts) {
        this.contacts = contacts;
    }

    public Counter counter(DomainName site) {
        return new Counter(site);
    }

    /**
     * Writes some of what was counted if it has become too much. Blocks on the disk then; on a
     * database that hangs for a moment only, as an answer waits for this.
     */
    public void flushIfFull() {
        if (waiting.get() > MOST_WAITING) {
            new StoreDeadline(System.nanoTime() + LONGEST_FLUSH.toNanos())
                    .run(
                            () -> {
                                flush();
                                return true;
                            });
        }
    }

    /** Writes what was counted until now. Blocks on the disk. */
    public void flush() {
        flushing.lock();
        try {
            for (int left = waiting.get(); left > 0; left -= LARGEST_WRITE) {
                write(Math.min(left, LARGEST_WRITE));
            }
        } finally {
            flushing.unlock();
        }
    }

    private void write(int most) {
        Map<DomainName, Asked> bySite = HashMap.newHashMap(most);
        for (int i = 0; i < most; i++) {
            Counter counter = counted.poll();
            if (counter == null) {
                break;
            }
            waiting.decrementAndGet();
            Asked asked = counter.take();
            bySite.merge(asked.site(), asked, QueryCounter::sum);
        }
        contacts.addAsked(bySite.values());
    }

    private static Asked sum(Asked a, Asked b) {
        Instant last = a.last().isAfter(b.last()) ? a.last() : b.last();
        return new Asked(a.site(), last, a.times() + b.times());
    }

    /** How often one cached answer was given. */
    public final class Counter {

        private final DomainName site;
        private final AtomicInteger times = new AtomicInteger();
        private volatile long lastMillis;

        /** What went to the store; set by the one who flushes only. */
        private volatile int written;

        private Counter(DomainName site) {
            this.site = site;
        }

        public DomainName site() {
            return site;
        }

        public void count(long nowMillis) {
            lastMillis = nowMillis;
            if (times.getAndIncrement() == 0) {
                counted.add(this);
                waiting.incrementAndGet();
            }
        }

        /** How often since the answer was made. */
        public long inAll() {
            return (long) written + times.get();
        }

        private Asked take() {
            int taken = times.getAndSet(0);
            int before = written;
            written = before + taken;
            return new Asked(site, Instant.ofEpochMilli(lastMillis), taken);
        }
    }
}
