package org.domainstats.lookup;

import org.domainstats.model.DomainName;
import org.domainstats.model.Hint;
import org.domainstats.model.PublicName;
import org.domainstats.registrations.BestEffort;
import org.domainstats.registrations.StoreOperation;
import org.domainstats.store.Hints;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what lists of new domains say of names, as long as it is meaningful. Where no list was ever
 * taken, most servers, nothing is read.
 */
final class HintReader {

    private final Hints hints;
    private final BestEffort bestEffort;
    private final InstantSource clock;
    private volatile long generation;

    HintReader(Hints hints, BestEffort bestEffort, InstantSource clock) {
        this.hints = hints;
        this.bestEffort = bestEffort;
        this.clock = clock;
        this.generation = current();
    }

    /** Whether a list was taken since the last time. Blocks on the disk. */
    boolean poll() {
        long before = generation;
        generation = current();
        return generation != before;
    }

    private long current() {
        return bestEffort.get(StoreOperation.READ_HINTS, hints::generation, () -> generation);
    }

    /** What lists say of the domains of some names. */
    Map<DomainName, Hint> find(List<PublicName> names) {
        return generation == 0 ? Map.of() : findNow(names);
    }

    /** The same, even if the first list of all was taken a moment ago. */
    Map<DomainName, Hint> findNow(List<PublicName> names) {
        Map<DomainName, Hint> found =
                bestEffort.get(
                        StoreOperation.READ_HINTS,
                        () ->
                                hints.findAll(
                                        names.stream().map(PublicName::domain).distinct().toList()),
                        Map::of);
        if (found.isEmpty()) {
            return found;
        }
        Instant now = clock.instant();
        Map<DomainName, Hint> valid = new HashMap<>(found);
        valid.values().removeIf(hint -> !Hint.isValid(hint.day(), now));
        return valid;
    }
}
