package org.domainstats.lookup;

import org.domainstats.base.EnumCounters;
import org.domainstats.model.Answer;
import org.domainstats.model.Sighting;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/** Counts the answers of a server that were not in the cache. */
public final class LookupCounters {

    private final EnumCounters<LookupResult> results = new EnumCounters<>(LookupResult.class);
    private final LongAdder firstContactsForYou = new LongAdder();
    private final LongAdder firstContactsForUs = new LongAdder();

    public void count(Answer answer) {
        results.increment(LookupResult.of(answer));
        if (answer.seen().byYou() instanceof Sighting.FirstContact) {
            firstContactsForYou.increment();
        }
        if (answer.seen().byUs() instanceof Sighting.FirstContact) {
            firstContactsForUs.increment();
        }
    }

    public long count(LookupResult result) {
        return results.count(result);
    }

    /** Answers with a registration date. */
    public long dated() {
        return Arrays.stream(LookupResult.values())
                .filter(LookupResult::isDated)
                .mapToLong(results::count)
                .sum();
    }

    /** Answers about public domains without one. */
    public long undated() {
        return results.total() - dated() - results.count(LookupResult.NOT_PUBLIC);
    }

    /** Answers that announced that nobody here had asked before. */
    public long firstContactsForYou() {
        return firstContactsForYou.sum();
    }

    /** Answers that announced that nobody in the community had. */
    public long firstContactsForUs() {
        return firstContactsForUs.sum();
    }
}
