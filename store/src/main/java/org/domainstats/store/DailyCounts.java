package org.domainstats.store;

import java.time.LocalDate;

/**
 * How often each registry host with a daily limit was asked on a day (UTC), stored across restarts.
 * Every method may block on the disk.
 */
public interface DailyCounts {

    /**
     * Adds to the count of a host on a day, and returns the new count. Older days are forgotten.
     */
    int add(String host, LocalDate day, int times);

    int count(String host, LocalDate day);
}
