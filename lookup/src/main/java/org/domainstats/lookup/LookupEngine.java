package org.domainstats.lookup;

import org.domainstats.base.Deadline;
import org.domainstats.base.Stoppable;
import org.domainstats.lookup.cache.AnswerCache;
import org.domainstats.lookup.cache.CacheEntry;
import org.domainstats.lookup.cache.CacheStats;
import org.domainstats.lookup.cache.CachedAnswer;
import org.domainstats.model.Answer;
import org.domainstats.model.DomainName;
import org.domainstats.model.Hostnames;
import org.domainstats.model.NotPublic;
import org.domainstats.model.PublicName;
import org.domainstats.model.Sighting;
import org.domainstats.registrations.BestEffort;
import org.domainstats.registrations.QueryClient;
import org.domainstats.registrations.RegistrationRefresher;
import org.domainstats.registrations.RetryRounds;
import org.domainstats.registrations.StoreOperation;
import org.domainstats.store.ContactClients.AskedBy;
import org.domainstats.store.Contacts;
import org.domainstats.store.KnownDomains;
import org.domainstats.store.Store;
import org.domainstats.usage.ClientNotes;
import org.domainstats.usage.QueryCounter;
import org.domainstats.usage.ReadNames;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** From a hostname to an answer, with a memory for answers and what goes on in the background. */
public final class LookupEngine implements Lookup, Stoppable {

    /** Short, so that a flood in the queue is looked through in seconds. */
    private static final Duration RETRY_ROUND = Duration.ofMillis(250);

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration COUNT_FLUSH = Duration.ofSeconds(5);

    /** With a million in a shared store, each count took three servers 0.4 s. */
    private static final Duration QUEUE_COUNT = Duration.ofSeconds(10);

    private final Hostnames hostnames;
    private final Contacts contacts;
    private final GroupedQuestions grouped;
    private final AnswerCache cache;
    private final QueryCounter queryCounter;
    private final ClientNotes clientNotes;
    private final NameRecorder nameRecorder;
    private final RegistrationRefresher refresher;
    private final ExternalChanges changes;
    private final UndeliveredAnswers undelivered;
    private final SiteReports reports;
    private final RegistrationQuestions registrations;
    private final BestEffort bestEffort;
    private final InstantSource clock;
    private final BackgroundTasks background;
    private final LookupStatistics statistics;

    public LookupEngine(
            Hostnames hostnames,
            Stores stores,
            LookupSources sources,
            LookupSettings settings,
            Environment environment) {
        LookupWiring wiring = new LookupWiring(stores, sources, settings, environment);
        Store store = stores.store();
        this.hostnames = hostnames;
        this.contacts = store.contacts();
        this.clock = wiring.clock;
        this.bestEffort = wiring.bestEffort;
        this.queryCounter = wiring.queryCounter;
        this.clientNotes = wiring.clientNotes;
        this.cache = wiring.cache;
        this.refresher = wiring.refresher;
        this.grouped = wiring.questions(hostnames);
        this.nameRecorder = wiring.nameRecorder();
        this.changes = wiring.changes(stores);
        this.undelivered = wiring.undelivered();
        this.reports = wiring.reports();
        this.registrations = wiring.registrations();
        this.background = new BackgroundTasks(bestEffort);
        this.statistics = new LookupStatistics(cache, wiring.counters, bestEffort, background);
        RetryRounds retryRounds =
                new RetryRounds(
                        refresher,
                        store.retries(),
                        sources.registry(),
                        clock,
                        environment.random());
        background.add(QUEUE_COUNT, "count the waiting registrations", refresher.queue()::count);
        background.add(RETRY_ROUND, StoreOperation.RETRY_REGISTRATIONS, retryRounds::run);
        background.add(SECOND, StoreOperation.NOTICE_CHANGES, this::noticeChanges);
        background.add(SECOND, StoreOperation.TAKE_BACK, undelivered::flush);
        background.add(COUNT_FLUSH, StoreOperation.COUNT_QUESTIONS, queryCounter::flush);
        background.add(SECOND, StoreOperation.NOTE_CLIENTS, clientNotes::flush);
    }

    /** Starts what is done in the background: retries, counting, noticing changes. */
    public void start() {
        background.start();
    }

    /** Does at once what is otherwise done in the background. Blocks on the disk. */
    void runBackgroundTasks() {
        background.runAll();
    }

    /**
     * Forgets answers, and who was noted, if what they were made from was changed elsewhere. Blocks
     * on the disk.
     */
    public void noticeChanges() {
        if (changes.poll()) {
            cache.nextGeneration();
            clientNotes.forgetNoted();
        }
    }

    @Override
    public @Nullable CachedAnswer cached(String hostname) {
        CachedAnswer cached = cache.find(hostname, clock.millis());
        return cached != null ? cached : notPublic(hostname);
    }

    private @Nullable CachedAnswer notPublic(String hostname) {
        return hostnames.reduce(hostname) instanceof NotPublic junk
                ? new CachedAnswer(GroupedQuestions.notPublic(hostname, junk))
                : null;
    }

    @Override
    public @Nullable CachedAnswer cached(String hostname, QueryClient client, long now) {
        CachedAnswer cached = find(hostname, client, now);
        return cached != null ? cached : notPublic(hostname);
    }

    @Override
    public Map<String, CachedAnswer> inCache(Collection<String> hostnames, QueryClient client) {
        long now = clock.millis();
        Map<String, CachedAnswer> answers = HashMap.newHashMap(hostnames.size());
        for (String each : hostnames) {
            CachedAnswer cached = find(each, client, now);
            if (cached != null) {
                answers.put(each, cached);
            }
        }
        return answers;
    }

    private @Nullable CachedAnswer find(String hostname, QueryClient client, long now) {
        CachedAnswer cached = cache.find(hostname, now);
        if (cached != null && cached.answer().name() instanceof PublicName name) {
            clientNotes.note(name.site(), client, now);
        }
        return cached;
    }

    /**
     * Records names that an input has read, all or none, durable when it returns. Blocks on the
     * disk, never on the outside world.
     *
     * @throws org.domainstats.store.StoreException if they cannot be made durable
     */
    public ReadNames.Recorded record(ReadNames.Reader reader, ReadNames names) {
        return nameRecorder.record(reader, names);
    }

    @Override
    public Answer answer(Question question) {
        return answerAll(List.of(question), question.timeout()).getFirst();
    }

    @Override
    public List<PendingLookup> begin(List<Question> questions) {
        return grouped.begin(questions, this::said);
    }

    @Override
    public PendingAnswers beginTogether(List<Question> questions, long since) {
        return grouped.beginTogether(questions, since, this::said);
    }

    /**
     * The same for listeners that say of each answer with an announcement whether it goes to its
     * client: {@link #delivered} or {@link #undelivered}.
     */
    public Lookup reporting() {
        return new ReportingLookup(this, grouped);
    }

    /** What answers announce counts as said. */
    void said(List<Answer> answers) {
        List<DomainName> sites = new ArrayList<>();
        for (Answer answer : answers) {
            if (answer.seen().byYou() instanceof Sighting.FirstContact
                    && answer.name() instanceof PublicName name) {
                sites.add(name.site());
            }
        }
        if (!sites.isEmpty()) {
            bestEffort.run("note what was announced", () -> contacts.announced(sites));
        }
    }

    /**
     * Has no question wait for the sources any more, now and from now on: before a stop, so that
     * what was asked is answered with what is known.
     */
    public void stopWaiting() {
        grouped.stopWaiting();
    }

    @Override
    public void undelivered(Answer answer) {
        undelivered.add(answer);
    }

    /** Who asked about sites until now. Blocks on the disk. */
    public Map<DomainName, AskedBy> askedBy(List<DomainName> sites) {
        bestEffort.run(StoreOperation.NOTE_CLIENTS, clientNotes::flush);
        return clientNotes.of(sites);
    }

    /** What is stored of sites, for events and pages, which report without a question. */
    public SiteReports reports() {
        return reports;
    }

    /** Questions about single registrations. */
    public RegistrationQuestions registrations() {
        return registrations;
    }

    /** Has the registration of a domain looked up anew, when there is time. Blocks on the disk. */
    public void recheck(DomainName domain) {
        refresher.queue().recheck(domain);
    }

    @Override
    public CacheStats stats() {
        return cache.stats();
    }

    /** What was counted since the start. */
    public LookupStatistics statistics() {
        return statistics;
    }

    @Override
    public List<CacheEntry> entries(int offset, int limit) {
        return cache.entries(offset, limit);
    }

    @Override
    public void stop() {
        background.stop();
    }

    /** Ends the background work and writes what was counted. */
    @Override
    public void close(Deadline deadline) {
        background.close(deadline);
        undelivered.close();
        bestEffort.run(StoreOperation.COUNT_QUESTIONS, queryCounter::flush);
        bestEffort.run(StoreOperation.NOTE_CLIENTS, clientNotes::flush);
    }

    /** Where things are stored. */
    public record Stores(Store store, KnownDomains knownDomains) {}

    /** Time and randomness, so that tests can have their own. */
    public record Environment(InstantSource clock, RandomGenerator random) {}
}
