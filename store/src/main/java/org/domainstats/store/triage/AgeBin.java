package org.domainstats.store.triage;

import org.domainstats.store.StoreException;

import java.time.Duration;

/** How old a domain was at its first contact. The numbers are stored: none changes. */
public enum AgeBin {
    UNDER_A_DAY(0, "under-1d", 1),
    DAYS_1_TO_7(1, "1-7d", 8),
    DAYS_8_TO_30(2, "8-30d", 31),
    DAYS_31_TO_90(3, "31-90d", 91),
    DAYS_91_TO_180(4, "91-180d", 181),
    DAYS_181_TO_365(5, "181-365d", 366),
    YEARS_1_TO_2(6, "1-2y", 730),
    OVER_2_YEARS(7, "over-2y", Long.MAX_VALUE),
    UNKNOWN(8, "unknown", Long.MAX_VALUE);

    private final int number;
    private final String word;
    private final long beforeDays;

    AgeBin(int number, String word, long beforeDays) {
        this.number = number;
        this.word = word;
        this.beforeDays = beforeDays;
    }

    /** As it is stored. */
    public int number() {
        return number;
    }

    /** The bin that a stored number is of. */
    public static AgeBin ofNumber(int number) {
        for (AgeBin bin : values()) {
            if (bin.number == number) {
                return bin;
            }
        }
        throw new StoreException("unknown age in table triage: " + number);
    }

    /** As clients write it. */
    public String word() {
        return word;
    }

    /** The bin of an age; one that was registered after the contact was under a day old. */
    public static AgeBin of(Duration age) {
        for (AgeBin bin : values()) {
            if (age.toDays() < bin.beforeDays) {
                return bin;
            }
        }
        return OVER_2_YEARS;
    }
}
