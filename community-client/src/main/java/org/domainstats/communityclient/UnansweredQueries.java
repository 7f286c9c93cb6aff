package org.domainstats.communityclient;

import org.domainstats.model.DomainName;
import org.domainstats.protocol.MessageId;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * The ids of questions whose answer may have been lost. Asked again with its id, a site gets the
 * answer that it would have had, a first contact too.
 */
final class UnansweredQueries {

    /** More are only lost while the server is dead, and then they were mostly never received. */
    private static final int MOST = 10_000;

    /** Our servers remember for ten minutes, others for one at least. */
    private static final Duration REMEMBERED = Duration.ofMinutes(9);

    private final RandomGenerator random;
    private final LongSupplier nanoTime;
    private final Map<DomainName, Question> questions = new LinkedHashMap<>();

    UnansweredQueries(RandomGenerator random, LongSupplier nanoTime) {
        this.random = random;
        this.nanoTime = nanoTime;
    }

    /**
     * The id to ask about a site with: that of an earlier question without an answer, or a new one.
     */
    synchronized MessageId idFor(DomainName site) {
        long now = nanoTime.getAsLong();
        Question earlier = questions.get(site);
        if (earlier != null && now - earlier.since < REMEMBERED.toNanos()) {
            return earlier.id;
        }
        Question fresh = new Question(MessageId.random(random), now);
        questions.remove(site);
        questions.put(site, fresh);
        if (questions.size() > MOST) {
            questions.remove(questions.keySet().iterator().next());
        }
        return fresh.id;
    }

    synchronized void answered(DomainName site) {
        questions.remove(site);
    }

    private record Question(MessageId id, long since) {}
}
