package org.domainstats.lookup;

import java.util.concurrent.atomic.LongAdder;

/** Counts where answers come from. */
final class AnswerCounters {

    private final LongAdder known = new LongAdder();
    private final LongAdder own = new LongAdder();
    private final LongAdder community = new LongAdder();
    private final LongAdder errors = new LongAdder();

    void answered(boolean fromKnownDomains) {
        (fromKnownDomains ? known : own).increment();
    }

    void replied(Community.Reply reply) {
        switch (reply) {
            case Community.Reply.Known _ -> community.increment();
            case Community.Reply.NoReply _ -> errors.increment();
        }
    }

    /**
     * @param fromMemory answers that were not counted here, because they were given again
     */
    AnswerCounts counts(long fromMemory) {
        return new AnswerCounts(known.sum(), own.sum() + fromMemory, community.sum(), errors.sum());
    }
}
