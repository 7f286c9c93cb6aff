package org.domainstats.registry;

import org.domainstats.store.DailyCounts;

import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts that end with the test. */
final class InMemoryDailyCounts implements DailyCounts {

    private final Map<String, Integer> counts = new ConcurrentHashMap<>();

    @Override
    public int add(String host, LocalDate day, int times) {
        return counts.merge(host + day, times, Integer::sum);
    }

    @Override
    public int count(String host, LocalDate day) {
        return counts.getOrDefault(host + day, 0);
    }
}
