package org.domainstats.torture.ledger;

import org.domainstats.torture.ledger.Counters.Violation;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;

/** How often each of some sites was announced, whoever announced it. */
public final class AnnouncedSites {

    private final int first;
    private final AtomicIntegerArray times;
    private final Counters counters;

    /** Sites with the numbers from {@code first} on. */
    public AnnouncedSites(int first, int count, Counters counters) {
        this.first = first;
        this.times = new AtomicIntegerArray(count);
        this.counters = counters;
    }

    /** Their numbers. */
    public IntStream numbers() {
        return IntStream.range(first, first + times.length());
    }

    public int size() {
        return times.length();
    }

    /**
     * Notes an answer; false if it decides nothing, so that the site is to be asked about again.
     */
    public boolean answered(int site, ReportedContact contact) {
        return switch (contact) {
            case ReportedContact.First _ -> {
                if (times.incrementAndGet(site - first) == 2) {
                    counters.violation(
                            Violation.ANNOUNCED_TWICE,
                            NumberedNames.site(site) + " by two servers on one database");
                }
                yield true;
            }
            case ReportedContact.Before _ -> true;
            case ReportedContact.Never _ -> false;
        };
    }

    /** How many were announced more than once. */
    public int announcedTwice() {
        return (int) IntStream.range(0, times.length()).filter(i -> times.get(i) > 1).count();
    }

    /** How many were announced. */
    public int announced() {
        return (int) IntStream.range(0, times.length()).filter(i -> times.get(i) > 0).count();
    }
}
