package org.domainstats.base;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** One counter for each constant of an enum, from zero. */
public final class EnumCounters<E extends Enum<E>> {

    private final Map<E, LongAdder> counters;

    public EnumCounters(Class<E> constants) {
        counters = new EnumMap<>(constants);
        for (E constant : constants.getEnumConstants()) {
            counters.put(constant, new LongAdder());
        }
    }

    public void increment(E constant) {
        counter(constant).increment();
    }

    public long count(E constant) {
        return counter(constant).sum();
    }

    /** All of them together. */
    public long total() {
        return counters.values().stream().mapToLong(LongAdder::sum).sum();
    }

    private LongAdder counter(E constant) {
        return Objects.requireNonNull(counters.get(constant));
    }
}
