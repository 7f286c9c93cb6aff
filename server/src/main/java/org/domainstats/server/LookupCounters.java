package org.domainstats.server;

import org.domainstats.base.EnumCounters;
import org.domainstats.model.Answer;
import org.domainstats.model.Sighting;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/** Counts the answers that were not in the cache. */
final class LookupCounters {

    private final EnumCounters<LookupResult> results = new EnumCounters<>(LookupResult.class);
    private final LongAdder firstContactsForYou = new LongAdder();
    private final LongAdder firstContactsForUs = new LongAdder();

    void count(Answer answer) {
        results.increment(LookupResult.of(answer));
        if (answer.seen().byYou() instanceof Sighting.FirstContact) {
            firstContactsForYou.increment();
        }
        if (answer.seen().byUs() instanceof Sighting.FirstContact) {
            firstContactsForUs.increment();
        }
    }

    long count(LookupResult result) {
        return results.count(result);
    }

    /** Answers with a registration date. */
    long dated() {
        return Arrays.stream(LookupResult.values())
                .filter(LookupResult::isDated)
                .mapToLong(results::count)
                .sum();
    }

    /** Answers about public domains without one. */
    long undated() {
        return results.total() - dated() - results.count(LookupResult.NOT_PUBLIC);
    }

    /** Answers that announced that nobody here had asked before. */
    long firstContactsForYou() {
        return firstContactsForYou.sum();
    }

    /** Answers that announced that nobody in the community had. */
    long firstContactsForUs() {
        return firstContactsForUs.sum();
    }
}
