package org.domainstats.registry;

import java.time.LocalDate;

/**
 * Port to a count that outlives this process: the queries to each host on a day (UTC). Only hosts
 * with a published daily limit are counted.
 */
public interface DailyBudget {

    /** Adds to the count, and returns the new one. May block on the disk. */
    int add(String host, LocalDate day, int times);

    /** May block on the disk. */
    int count(String host, LocalDate day);
}
