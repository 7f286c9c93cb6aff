package org.domainstats.events;

import org.domainstats.store.events.EventSources;
import org.domainstats.store.events.EventSources.Awaited;

/**
 * How many names are watched, as last counted.
 *
 * @param facts first contacts that are not reported yet
 * @param ages those whose event had no age
 * @param births unregistered domains
 */
record WatchCounts(long facts, long ages, long births) {

    static final WatchCounts NONE = new WatchCounts(0, 0, 0);

    /**
     * Past this, as in a flood of new names, each is looked at once more only, when its time is
     * over: to look at all of them each second would leave nothing for others.
     */
    private static final long NEARLY_FULL = 10_000;

    /**
     * So many wait at most; past it, as past the longest queue of look-ups, a flood of made-up
     * names would fill the disk.
     */
    private static final long MOST_WAITING = 1_000_000;

    /** Past this a flood of made-up names would have each registry asked without end. */
    private static final long MOST_BIRTHS = 100_000;

    static WatchCounts of(EventSources sources) {
        return new WatchCounts(
                sources.count(Awaited.FACTS),
                sources.count(Awaited.AGE),
                sources.count(Awaited.BIRTH));
    }

    boolean isNearlyFull() {
        return facts > NEARLY_FULL;
    }

    /** Whether one more of a kind may be watched. */
    boolean hasRoom(Awaited awaited) {
        return switch (awaited) {
            case FACTS -> facts < MOST_WAITING;
            case AGE -> ages < MOST_WAITING;
            case BIRTH -> births < MOST_BIRTHS;
        };
    }

    /** With one more of a kind. */
    WatchCounts with(Awaited awaited) {
        return switch (awaited) {
            case FACTS -> new WatchCounts(facts + 1, ages, births);
            case AGE -> new WatchCounts(facts, ages + 1, births);
            case BIRTH -> new WatchCounts(facts, ages, births + 1);
        };
    }
}
