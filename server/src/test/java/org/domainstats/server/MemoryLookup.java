package org.domainstats.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.lookup.Lookup;
import org.domainstats.lookup.PendingLookup;
import org.domainstats.lookup.Question;
import org.domainstats.lookup.cache.CacheEntry;
import org.domainstats.lookup.cache.CacheStats;
import org.domainstats.lookup.cache.CachedAnswer;
import org.domainstats.model.Answer;
import org.domainstats.model.DomainFacts;
import org.domainstats.model.DomainName;
import org.domainstats.model.Hostnames;
import org.domainstats.model.Insights;
import org.domainstats.model.KnownDomain;
import org.domainstats.model.Name;
import org.domainstats.model.NotPublic;
import org.domainstats.model.PublicName;
import org.domainstats.model.PublicSuffixList;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.Seen;
import org.domainstats.model.Sighting;
import org.domainstats.model.Status;
import org.domainstats.registrations.QueryClient;
import org.domainstats.store.StoreException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** A look-up that keeps everything in memory and knows what it was told. */
final class MemoryLookup implements Lookup {

    /** Hostnames that something goes wrong with. */
    static final String STORE_FAULT = "store-fault.com";

    static final String FAULT = "fault.com";
    static final String FAULT_ON_LOOP = "fault-on-loop.com";

    private final CountDownLatch undelivered = new CountDownLatch(1);
    private final CountDownLatch question = new CountDownLatch(1);
    private volatile CountDownLatch latch = new CountDownLatch(0);
    private volatile Duration lastTimeout = Duration.ZERO;
    private final Hostnames hostnames = new Hostnames(PublicSuffixList.carried());
    private final Map<DomainName, Instant> contacts = new ConcurrentHashMap<>();
    private final Map<DomainName, Registered> registrations = new ConcurrentHashMap<>();
    private final Map<DomainName, Integer> ranks = new ConcurrentHashMap<>();
    private final Map<String, CachedAnswer> cache = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> reads = new ConcurrentHashMap<>();
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final InstantSource clock;

    MemoryLookup(InstantSource clock) {
        this.clock = clock;
    }

    MemoryLookup register(String domain, Registered registered) {
        registrations.put(new DomainName(domain), registered);
        return this;
    }

    MemoryLookup establish(String domain, int rank) {
        ranks.put(new DomainName(domain), rank);
        return this;
    }

    /** Lets nobody have an answer until the latch is counted down. */
    CountDownLatch holdAnswers() {
        latch = new CountDownLatch(1);
        return latch;
    }

    /** Waits until somebody has asked who is being held. */
    void awaitQuestion() throws InterruptedException {
        assertThat(question.await(60, TimeUnit.SECONDS)).isTrue();
    }

    /** What was left of the timeout of the last question that was begun. */
    Duration lastTimeout() {
        return lastTimeout;
    }

    /** Waits until an answer was taken back. */
    void awaitUndelivered() throws InterruptedException {
        assertThat(undelivered.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Override
    public void undelivered(Answer answer) {
        if (answer.name() instanceof PublicName name) {
            contacts.remove(name.site());
            cache.remove(answer.asked());
            undelivered.countDown();
        }
    }

    boolean hasContact(String site) {
        return contacts.containsKey(new DomainName(site));
    }

    int contacts() {
        return contacts.size();
    }

    @Override
    public @Nullable CachedAnswer cached(String asked) {
        if (asked.equals(FAULT_ON_LOOP)) {
            throw new IllegalStateException("as asked for");
        }
        CachedAnswer cached = cache.get(asked);
        (cached == null ? misses : hits).increment();
        if (cached != null) {
            reads.computeIfAbsent(asked, _ -> new LongAdder()).increment();
        }
        return cached;
    }

    @Override
    public @Nullable CachedAnswer cached(String asked, QueryClient client, long now) {
        return cached(asked);
    }

    @Override
    public Map<String, CachedAnswer> inCache(Collection<String> asked, QueryClient client) {
        Map<String, CachedAnswer> answers = new HashMap<>();
        for (String each : asked) {
            CachedAnswer cached = cached(each);
            if (cached != null) {
                answers.put(each, cached);
            }
        }
        return answers;
    }

    @Override
    public Answer answer(Question question) {
        return answer(question, byYou(question));
    }

    private Answer answer(Question question, Sighting byYou) {
        hold();
        if (question.hostname().equals(STORE_FAULT)) {
            throw new StoreException("as asked for", new IOException());
        }
        if (question.hostname().equals(FAULT)) {
            throw new IllegalStateException("as asked for");
        }
        Name name = hostnames.reduce(question.hostname());
        return switch (name) {
            case NotPublic junk ->
                    new Answer(question.hostname(), junk, Seen.NOTHING, DomainFacts.NONE);
            case PublicName known -> answer(question, known, byYou);
        };
    }

    private void hold() {
        CountDownLatch held = latch;
        if (held.getCount() > 0) {
            question.countDown();
        }
        try {
            held.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while being held", e);
        }
    }

    @Override
    public List<PendingLookup> begin(List<Question> questions) {
        return questions.stream().<PendingLookup>map(each -> new Later(each, byYou(each))).toList();
    }

    private final class Later implements PendingLookup {

        private final Question question;
        private final Sighting byYou;

        Later(Question question, Sighting byYou) {
            this.question = question;
            this.byYou = byYou;
        }

        @Override
        public boolean waits() {
            return latch.getCount() > 0;
        }

        @Override
        public Answer answer(Duration timeout) {
            lastTimeout = timeout;
            return MemoryLookup.this.answer(question, byYou);
        }

        @Override
        public void stopWaiting() {
            latch.countDown();
        }
    }

    private Answer answer(Question question, PublicName name, Sighting byYou) {
        Registered registered = registrations.get(name.domain());
        Integer rank = ranks.get(name.domain());
        Sighting byWeb =
                rank != null
                        ? Sighting.ESTABLISHED
                        : registered == null
                                ? Sighting.UNAVAILABLE
                                : new Sighting.At(registered.effective());
        DomainFacts facts =
                new DomainFacts(
                        registered,
                        rank == null ? KnownDomain.UNRANKED : rank,
                        rank == null && registered == null ? Status.PENDING : Status.OK,
                        Insights.NONE);
        Seen seen = new Seen(byWeb, Sighting.UNAVAILABLE, byYou);
        Answer answer = new Answer(question.hostname(), name, seen, facts);
        if (!question.peek()) {
            cache.put(question.hostname(), new CachedAnswer(answer.repeatable()));
        }
        return answer;
    }

    private Sighting byYou(Question question) {
        if (!(hostnames.reduce(question.hostname()) instanceof PublicName name)
                || question.hostname().equals(STORE_FAULT)
                || question.hostname().equals(FAULT)) {
            return Sighting.UNAVAILABLE;
        }
        DomainName site = name.site();
        Instant now = clock.instant();
        Instant first = question.peek() ? contacts.get(site) : contacts.putIfAbsent(site, now);
        if (first != null) {
            return new Sighting.At(first);
        }
        return question.peek() ? Sighting.UNAVAILABLE : new Sighting.FirstContact(now);
    }

    @Override
    public CacheStats stats() {
        return new CacheStats(hits.sum(), misses.sum(), 0, 65_536, cache.size());
    }

    @Override
    public List<CacheEntry> entries(int offset, int limit) {
        return cache.values().stream().skip(offset).limit(limit).map(this::shown).toList();
    }

    private CacheEntry shown(CachedAnswer cached) {
        long read = reads.getOrDefault(cached.answer().asked(), new LongAdder()).sum();
        return new CacheEntry(cached.answer(), TestServer.NOW.plus(Duration.ofDays(30)), read);
    }
}
