package org.domainstats.insight;

import org.domainstats.model.DomainName;
import org.domainstats.model.Hint;
import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.Arrays;

/**
 * Domains that lists call new, eight bytes each: 48 bits of a hash, and 16 for the day and what it
 * is of.
 */
final class HintTable {

    /** All files together; 8 MB, and while they are read 24. A day of new domains has 300,000. */
    static final int MOST_DOMAINS = 1_000_000;

    private static final int DAY_BITS = 16;
    private static final long DAYS = (1L << DAY_BITS) - 1;
    private static final LocalDate FIRST_DAY = LocalDate.of(1985, 1, 1);
    private static final int MOST_DAYS = 1 << DAY_BITS - 1;

    private final long[] entries;

    private HintTable(long[] entries) {
        this.entries = entries;
    }

    /** What the list says of a domain, the latest day if it says several; null if nothing. */
    @Nullable Hint find(DomainName domain) {
        long hash = hash(domain) & ~DAYS;
        int at = Arrays.binarySearch(entries, hash | DAYS);
        int last = at < 0 ? -at - 2 : at;
        if (last < 0 || (entries[last] & ~DAYS) != hash) {
            return null;
        }
        long day = entries[last] & DAYS;
        return new Hint(FIRST_DAY.plusDays(day >>> 1), (day & 1) == 1);
    }

    int size() {
        return entries.length;
    }

    private static long hash(DomainName domain) {
        return new LabelHash(domain.ascii()).whole();
    }

    /** Takes domains in. */
    static final class Builder {

        private long[] entries = new long[64];
        private int size;

        /**
         * Adds a domain.
         *
         * @throws IllegalArgumentException if the table is full
         */
        void add(DomainName domain, LocalDate day, boolean registered) {
            if (size == MOST_DOMAINS) {
                throw new IllegalArgumentException("more than " + MOST_DOMAINS + " domains");
            }
            if (size == entries.length) {
                entries = Arrays.copyOf(entries, Math.min(MOST_DOMAINS, size * 2));
            }
            long days = day.toEpochDay() - FIRST_DAY.toEpochDay();
            if (days >= 0 && days < MOST_DAYS) {
                entries[size++] = hash(domain) & ~DAYS | days << 1 | (registered ? 1 : 0);
            }
        }

        HintTable build() {
            long[] sorted = Arrays.copyOf(entries, size);
            Arrays.sort(sorted);
            return new HintTable(sorted);
        }
    }
}
