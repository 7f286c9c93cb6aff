package org.domainstats.lookup;

import org.domainstats.model.DomainName;
import org.domainstats.store.Contacts;
import org.domainstats.store.Contacts.Asked;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts how often sites are asked about, and writes it to the store in batches. */
final class AskedTally {

    /**
     * Each counter is in here at most once, so it is bounded by the answers cached and under way.
     */
    private final ConcurrentLinkedQueue<Counter> counted = new ConcurrentLinkedQueue<>();

    /** First contacts wait while one of these is written: some milliseconds. */
    private static final int LARGEST_WRITE = 512;

    private final Contacts contacts;

    AskedTally(Contacts contacts) {
        this.contacts = contacts;
    }

    Counter counter(DomainName site) {
        return new Counter(site);
    }

    /** Writes what was counted since the last time. Blocks on the disk. */
    void flush() {
        Map<DomainName, Asked> bySite = new HashMap<>();
        for (Counter counter = counted.poll(); counter != null; counter = counted.poll()) {
            Asked asked = counter.take();
            bySite.merge(asked.site(), asked, AskedTally::sum);
        }
        List<Asked> all = new ArrayList<>(bySite.values());
        for (int from = 0; from < all.size(); from += LARGEST_WRITE) {
            contacts.addAsked(all.subList(from, Math.min(all.size(), from + LARGEST_WRITE)));
        }
    }

    private static Asked sum(Asked a, Asked b) {
        Instant last = a.last().isAfter(b.last()) ? a.last() : b.last();
        return new Asked(a.site(), last, a.times() + b.times());
    }

    /** How often one cached answer was given since the last flush. */
    final class Counter {

        private final DomainName site;
        private final AtomicInteger times = new AtomicInteger();
        private volatile long lastMillis;

        private Counter(DomainName site) {
            this.site = site;
        }

        void count(long nowMillis) {
            lastMillis = nowMillis;
            if (times.getAndIncrement() == 0) {
                counted.add(this);
            }
        }

        private Asked take() {
            int taken = times.getAndSet(0);
            return new Asked(site, Instant.ofEpochMilli(lastMillis), taken);
        }
    }
}
