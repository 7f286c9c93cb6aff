package org.domainstats.store;

import java.time.Duration;

/** How old a domain was at its first contact. The order of the constants is stored: none moves. */
public enum AgeBin {
    UNDER_A_DAY("under-1d", 1),
    DAYS_1_TO_7("1-7d", 8),
    DAYS_8_TO_30("8-30d", 31),
    DAYS_31_TO_90("31-90d", 91),
    DAYS_91_TO_180("91-180d", 181),
    DAYS_181_TO_365("181-365d", 366),
    YEARS_1_TO_2("1-2y", 730),
    OVER_2_YEARS("over-2y", Long.MAX_VALUE),
    UNKNOWN("unknown", Long.MAX_VALUE);

    private final String word;
    private final long beforeDays;

    AgeBin(String word, long beforeDays) {
        this.word = word;
        this.beforeDays = beforeDays;
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
