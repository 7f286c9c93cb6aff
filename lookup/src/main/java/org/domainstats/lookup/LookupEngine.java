package org.domainstats.lookup;

import org.domainstats.lookup.SingleFlight.Flight;
import org.domainstats.lookup.StraightLine.Begun;
import org.domainstats.lookup.StraightLine.Finished;
import org.domainstats.model.Answer;
import org.domainstats.model.Facts;
import org.domainstats.model.Hostnames;
import org.domainstats.model.NotPublic;
import org.domainstats.model.PublicName;
import org.domainstats.model.Seen;
import org.domainstats.store.KnownDomains;
import org.domainstats.store.Store;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** From a hostname to an answer, with a memory for answers and what goes on in the background. */
public final class LookupEngine implements Lookup, AutoCloseable {

    private final Hostnames hostnames;
    private final StraightLine line;
    private final AnswerCache cache;
    private final AskedTally tally;
    private final Chores chores;
    private final InstantSource clock;

    public LookupEngine(
            Hostnames hostnames,
            Kept kept,
            Outside outside,
            LookupSettings settings,
            Surroundings surroundings) {
        Store store = kept.store();
        this.hostnames = hostnames;
        this.clock = surroundings.clock();
        this.tally = new AskedTally(store.contacts());
        this.cache = new AnswerCache(settings.cacheSize(), tally);
        Learner learner = new Learner(store, outside.registry(), clock, surroundings.random());
        Inquiry inquiry =
                new Inquiry(learner, store.communityContacts(), outside, settings.shelter(), clock);
        this.line =
                new StraightLine(
                        kept.knownDomains(), store.contacts(), inquiry, outside.insights(), clock);
        this.chores = new Chores(learner, tally, cache, kept.knownDomains(), store.contacts());
    }

    /** Starts what is done in the background: retries, counting, noticing changes. */
    public void start() {
        chores.start();
    }

    /** Does at once what is otherwise done in the background. Blocks on the disk. */
    void doChores() {
        chores.doAll();
    }

    @Override
    public @Nullable CachedAnswer cached(String asked) {
        CachedAnswer cached = cache.find(asked, clock.millis());
        if (cached != null) {
            return cached;
        }
        return hostnames.reduce(asked) instanceof NotPublic junk
                ? new CachedAnswer(notPublic(asked, junk))
                : null;
    }

    @Override
    public Answer answer(Question question) {
        return switch (hostnames.reduce(question.asked())) {
            case NotPublic junk -> notPublic(question.asked(), junk);
            case PublicName name -> answer(question, name);
        };
    }

    private Answer answer(Question question, PublicName name) {
        long generation = cache.generation();
        long started = System.nanoTime();
        Begun begun = line.begin(name, question.peek());
        Optional<Flight> flight = begun.flight();
        if (flight.isPresent() && !flight.get().await(left(question.patience(), started))) {
            line.leave(begun);
        }
        return finish(question.asked(), begun, question.peek(), generation);
    }

    @Override
    public List<Answer> answerAll(List<String> asked, boolean peek, Duration patience) {
        long generation = cache.generation();
        Map<String, Answer> answers = HashMap.newHashMap(asked.size());
        Map<String, PublicName> missing = new LinkedHashMap<>();
        for (String each : asked) {
            if (!answers.containsKey(each) && !missing.containsKey(each)) {
                CachedAnswer cached = peek ? null : cache.find(each, clock.millis());
                if (cached != null) {
                    answers.put(each, cached.answer());
                } else {
                    switch (hostnames.reduce(each)) {
                        case NotPublic junk -> answers.put(each, notPublic(each, junk));
                        case PublicName name -> missing.put(each, name);
                    }
                }
            }
        }
        answerMissing(missing, peek, patience)
                .forEach((each, begun) -> answers.put(each, finish(each, begun, peek, generation)));
        return inOrder(asked, answers);
    }

    /**
     * Names that are not in memory: their contacts are decided together, and all wait for one span
     * of time.
     */
    private Map<String, Begun> answerMissing(
            Map<String, PublicName> missing, boolean peek, Duration patience) {
        List<Begun> begun = line.beginAll(List.copyOf(missing.values()), peek);
        long started = System.nanoTime();
        Map<String, Begun> byAsked = new LinkedHashMap<>();
        int i = 0;
        for (String asked : missing.keySet()) {
            Begun each = begun.get(i++);
            if (each.flight().isPresent() && !each.flight().get().await(left(patience, started))) {
                line.leave(each);
            }
            byAsked.put(asked, each);
        }
        return byAsked;
    }

    /** What is left of the patience for waiting, so that the answer is out by the end of it. */
    private static Duration left(Duration patience, long started) {
        Duration goingOut = patience.dividedBy(20);
        return patience.minus(goingOut).minusNanos(System.nanoTime() - started);
    }

    /** A name that comes again in one batch is answered as it would be the next time. */
    private static List<Answer> inOrder(List<String> asked, Map<String, Answer> answers) {
        List<Answer> ordered = new ArrayList<>(asked.size());
        for (String each : asked) {
            Answer answer = answers.get(each);
            if (answer == null) {
                throw new IllegalStateException("a name of the batch was lost");
            }
            ordered.add(answer);
            if (answer.announces()) {
                answers.put(each, answer.repeatable());
            }
        }
        return ordered;
    }

    private Answer finish(String asked, Begun begun, boolean peek, long generation) {
        Finished finished = line.finish(asked, begun);
        if (!peek) {
            tally.counter(begun.name().site()).count(clock.millis());
            cache.put(
                    finished.answer().repeatable(),
                    begun.name(),
                    finished.validUntil(),
                    generation);
        }
        return finished.answer();
    }

    private static Answer notPublic(String asked, NotPublic junk) {
        return new Answer(asked, junk, Seen.NOTHING, Facts.NONE);
    }

    @Override
    public CacheStats stats() {
        return cache.stats();
    }

    @Override
    public Optional<CacheEntry> entry(String asked) {
        return cache.entry(asked);
    }

    @Override
    public List<CacheEntry> entries(int offset, int limit) {
        return cache.entries(offset, limit);
    }

    /** Ends the background work and writes what was counted. */
    @Override
    public void close() {
        chores.close();
        tally.flush();
    }

    /** Where things are kept. */
    public record Kept(Store store, KnownDomains knownDomains) {}

    /** Time and chance, so that tests can have their own. */
    public record Surroundings(InstantSource clock, RandomGenerator random) {}
}
