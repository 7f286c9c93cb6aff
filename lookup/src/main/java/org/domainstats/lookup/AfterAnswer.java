package org.domainstats.lookup;

import org.domainstats.lookup.LookupPipeline.Begun;
import org.domainstats.lookup.LookupPipeline.Finished;
import org.domainstats.lookup.cache.AnswerCache;
import org.domainstats.model.Answer;
import org.domainstats.model.PublicName;
import org.domainstats.model.Sighting;
import org.domainstats.registrations.BestEffort;
import org.domainstats.usage.ClientNotes;
import org.domainstats.usage.QueryCounter;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.InstantSource;

/** What is remembered of an answer: the answer itself, and that the name was asked about. */
final class AfterAnswer {

    private final AnswerCache cache;
    private final AnswerCounters counters;
    private final QueryCounter queryCounter;
    private final ClientNotes clientNotes;
    private final BestEffort bestEffort;
    private final InstantSource clock;

    AfterAnswer(
            AnswerCache cache,
            AnswerCounters counters,
            AskedNotes notes,
            BestEffort bestEffort,
            InstantSource clock) {
        this.cache = cache;
        this.counters = counters;
        this.queryCounter = notes.times();
        this.clientNotes = notes.clients();
        this.bestEffort = bestEffort;
        this.clock = clock;
    }

    /** What is written behind the answers: how often was asked, and who asked. */
    record AskedNotes(QueryCounter times, ClientNotes clients) {}

    /**
     * Never throws: the contact is durable.
     *
     * @param generation of the cache when the question was begun
     */
    void record(Begun begun, Finished finished, long generation) {
        bestEffort.run("count an answer", () -> recordAll(begun, finished, generation));
    }

    private void recordAll(Begun begun, Finished finished, long generation) {
        Answer answer = finished.answer();
        PublicName name = begun.asked().name();
        if (answer.announces()) {
            cache.readmit(name.site());
        }
        @Nullable Instant validUntil = finished.validUntil();
        if (validUntil != null) {
            AnswerCache.Validity validity = new AnswerCache.Validity(clock.instant(), validUntil);
            cache.put(answer.repeatable(), name, validity, generation);
        }
        clientNotes.note(name.site(), begun.asked().question().client(), clock.millis());
        counters.answered(begun.stored().known().domainEstablished());
        // What could not be recorded has no contact to count it with.
        boolean recorded = begun.contact().undecided() == null;
        if (recorded && !(answer.seen().byYou() instanceof Sighting.FirstContact)) {
            queryCounter.counter(name.site()).count(clock.millis());
            queryCounter.flushIfFull();
        }
    }
}
