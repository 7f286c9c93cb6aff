package org.domainstats.registry;

import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A budget that forgets when the test ends. */
final class InMemoryDailyCounts implements DailyBudget {

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
