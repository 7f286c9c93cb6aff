package org.domainstats.store;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Until when somebody waits for an answer that the current thread works on. A store that may be out
 * of reach waits no longer than that: several trips, each with a limit of its own, would together
 * take longer than an answer may.
 *
 * @param endNanos by {@link System#nanoTime}
 */
public record StoreDeadline(long endNanos) {

    private static final ScopedValue<StoreDeadline> CURRENT = ScopedValue.newInstance();

    /** Does work that is to be done with the store by then. */
    public <T> T run(Supplier<T> work) {
        return ScopedValue.where(CURRENT, this).call(work::get);
    }

    /** That of the current thread; empty where nobody waits. */
    public static Optional<StoreDeadline> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /** The time left of what somebody waits at most; not below zero. */
    public static Duration left(Duration longest) {
        return current()
                .map(StoreDeadline::remaining)
                .filter(left -> left.compareTo(longest) < 0)
                .orElse(longest);
    }

    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
    }
}
