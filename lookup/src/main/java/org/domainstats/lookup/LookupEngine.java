package org.domainstats.lookup;

import org.domainstats.lookup.LookupPipeline.Begun;
import org.domainstats.lookup.LookupPipeline.Finished;
import org.domainstats.lookup.LookupPipeline.PublicQuestion;
import org.domainstats.lookup.SingleFlight.Call;
import org.domainstats.model.Answer;
import org.domainstats.model.DomainFacts;
import org.domainstats.model.Hostnames;
import org.domainstats.model.Name;
import org.domainstats.model.NotPublic;
import org.domainstats.model.PublicName;
import org.domainstats.model.Seen;
import org.domainstats.model.Sighting;
import org.domainstats.store.CommunityContacts;
import org.domainstats.store.KnownDomains;
import org.domainstats.store.Store;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;

/** From a hostname to an answer, with a memory for answers and what goes on in the background. */
public final class LookupEngine implements Lookup, AutoCloseable {

    /** More questions at once than the clients of single ones come to in a moment. */
    private static final int LARGE = 512;

    /**
     * One part of a batch is written while the next is looked for. If all of forty batches went to
     * the store together, a single question between them waited for 20 s.
     */
    private static final int MOST_LARGE = 2;

    private final Semaphore large = new Semaphore(MOST_LARGE, true);
    private final Hostnames hostnames;
    private final LookupPipeline line;
    private final AnswerCache cache;
    private final QueryCounter queryCounter;
    private final BackgroundTasks backgroundTasks;
    private final AnswerCounters counters = new AnswerCounters();
    private final InstantSource clock;

    public LookupEngine(
            Hostnames hostnames,
            Stores kept,
            LookupSources sources,
            LookupSettings settings,
            Environment environment) {
        Store store = kept.store();
        this.hostnames = hostnames;
        this.clock = environment.clock();
        this.queryCounter = new QueryCounter(store.contacts());
        this.cache = new AnswerCache(settings.cacheSize(), queryCounter);
        RegistrationRefresher refresher =
                new RegistrationRefresher(store, sources.registry(), clock, environment.random());
        CommunityContacts told = store.communityContacts();
        SourceCoordinator coordinator =
                new SourceCoordinator(refresher, told, sources, counters, settings.timeout());
        OutsideLookup outsideLookup =
                new OutsideLookup(refresher, told, coordinator, settings.privateNames(), clock);
        this.line =
                new LookupPipeline(
                        kept.knownDomains(),
                        store.contacts(),
                        outsideLookup,
                        sources.insights(),
                        clock);
        this.backgroundTasks =
                new BackgroundTasks(
                        refresher,
                        queryCounter,
                        cache,
                        new ExternalChanges(
                                kept.knownDomains(), store.contacts(), sources.insights()));
    }

    /** Starts what is done in the background: retries, counting, noticing changes. */
    public void start() {
        backgroundTasks.start();
    }

    /** Does at once what is otherwise done in the background. Blocks on the disk. */
    void runBackgroundTasks() {
        backgroundTasks.runAll();
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
        return begin(List.of(question)).getFirst().answer(question.timeout());
    }

    @Override
    public List<PendingLookup> begin(List<Question> questions) {
        Circumstances circumstances = new Circumstances(cache.generation(), System.nanoTime());
        List<Name> names =
                questions.stream().map(each -> hostnames.reduce(each.hostname())).toList();
        List<PublicQuestion> publicQuestions = new ArrayList<>(names.size());
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i) instanceof PublicName name) {
                publicQuestions.add(new PublicQuestion(questions.get(i), name));
            }
        }
        Iterator<Begun> begun = beginInTurn(publicQuestions).iterator();
        List<PendingLookup> pending = new ArrayList<>(names.size());
        for (int i = 0; i < names.size(); i++) {
            String hostname = questions.get(i).hostname();
            pending.add(
                    switch (names.get(i)) {
                        case NotPublic junk -> new Settled(notPublic(hostname, junk));
                        case PublicName _ -> new Pending(begun.next(), circumstances);
                    });
        }
        return pending;
    }

    /** Large parts wait for each other, so that few others wait for them. */
    private List<Begun> beginInTurn(List<PublicQuestion> questions) {
        if (questions.size() < LARGE) {
            return line.begin(questions);
        }
        large.acquireUninterruptibly();
        try {
            return line.begin(questions);
        } finally {
            large.release();
        }
    }

    /**
     * What is left of the timeout for waiting, so that the answer is out by the end of it. On a
     * machine that has five times as much to do as it can, a twentieth was not enough for that.
     */
    private static Duration left(Duration timeout, long started) {
        Duration goingOut = timeout.dividedBy(10);
        return timeout.minus(goingOut).minusNanos(System.nanoTime() - started);
    }

    private Answer finish(Begun begun, Circumstances circumstances) {
        Finished finished = line.finish(begun);
        Answer answer = finished.answer();
        if (!begun.asked().question().peek()) {
            counters.answered(begun.local().domainEstablished());
            if (!(answer.seen().byYou() instanceof Sighting.FirstContact)) {
                queryCounter.relieve();
                queryCounter.counter(begun.asked().name().site()).count(clock.millis());
            }
            cache.put(
                    answer.repeatable(),
                    begun.asked().name(),
                    finished.validUntil(),
                    circumstances.generation);
        }
        return answer;
    }

    private static Answer notPublic(String asked, NotPublic junk) {
        return new Answer(asked, junk, Seen.NOTHING, DomainFacts.NONE);
    }

    @Override
    public CacheStats stats() {
        return cache.stats();
    }

    /** Where the answers since the start came from. */
    public AnswerCounts counts() {
        return counters.counts(cache.stats().hits());
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
        backgroundTasks.close();
        queryCounter.flush();
    }

    /**
     * What questions that were begun together have in common.
     *
     * @param generation of the cache
     * @param started by {@link System#nanoTime}
     */
    private record Circumstances(long generation, long started) {}

    /** A question whose answer nothing can change any more. */
    private record Settled(Answer answer) implements PendingLookup {

        @Override
        public boolean waits() {
            return false;
        }

        @Override
        public Answer answer(Duration timeout) {
            return answer;
        }
    }

    /** A question about a public name. */
    private final class Pending implements PendingLookup {

        private final Begun begun;
        private final Circumstances circumstances;

        private Pending(Begun begun, Circumstances circumstances) {
            this.begun = begun;
            this.circumstances = circumstances;
        }

        @Override
        public boolean waits() {
            return begun.call().isPresent();
        }

        @Override
        public Answer answer(Duration timeout) {
            Optional<Call> call = begun.call();
            if (call.isPresent()) {
                // Whether it is done in time shows in what is stored.
                var _ = call.get().await(left(timeout, circumstances.started));
            }
            return finish(begun, circumstances);
        }
    }

    /** Where things are kept. */
    public record Stores(Store store, KnownDomains knownDomains) {}

    /** Time and chance, so that tests can have their own. */
    public record Environment(InstantSource clock, RandomGenerator random) {}
}
