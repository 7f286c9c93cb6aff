package org.domainstats.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.lookup.LookupEngine.Kept;
import org.domainstats.lookup.LookupEngine.Surroundings;
import org.domainstats.model.Answer;
import org.domainstats.model.DomainName;
import org.domainstats.model.FeedVersion;
import org.domainstats.model.Hostnames;
import org.domainstats.model.KnownDomain;
import org.domainstats.model.NotPublic;
import org.domainstats.model.Precision;
import org.domainstats.model.PublicSuffixList;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.NoSource;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.model.Sighting;
import org.domainstats.model.Source;
import org.domainstats.model.Status;
import org.domainstats.store.KnownDomains.Change;
import org.domainstats.store.KnownDomains.Scope;
import org.domainstats.storesqlite.SqliteKnownDomains;
import org.domainstats.storesqlite.SqliteStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

class LookupEngineTest {

    private static final Instant START = Instant.parse("2026-06-01T12:00:00Z");
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Hostnames HOSTNAMES = new Hostnames(PublicSuffixList.carried());
    private static final Registered OLD = registered("1999-01-02T03:04:05Z");

    @TempDir private Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final CountDownLatch gate = new CountDownLatch(1);
    private RegistrationSource registry = (domain, _) -> answer(domain, OLD);
    private Community community = Community.OFF;
    private Shelter shelter = Shelter.NONE;
    private SqliteStore store;
    private SqliteKnownDomains known;
    private LookupEngine engine;

    @BeforeEach
    void open() {
        store = SqliteStore.open(folder.resolve("contacts.db"));
        known = SqliteKnownDomains.open(folder.resolve("known.db"));
        engine = engine();
    }

    @AfterEach
    void close() {
        gate.countDown();
        engine.close();
        store.close();
        known.close();
    }

    @Test
    void firstQuestionIsAFirstContactAndTheNextTellsItsInstant() {
        assertThat(ask("example.com").seen().byYou()).isEqualTo(new Sighting.FirstContact(START));
        now.set(START.plusSeconds(60));
        assertThat(ask("example.com").seen().byYou()).isEqualTo(new Sighting.At(START));
    }

    @Test
    void theCacheCanBeLookedIntoWithoutBeingAsked() {
        ask("example.com");
        ask("example.org");
        long hits = engine.stats().hits();

        CacheEntry entry = engine.entry("example.com").orElseThrow();
        assertThat(entry.answer().seen().byYou()).isEqualTo(new Sighting.At(START));
        assertThat(entry.validUntil()).isAfter(START);
        assertThat(engine.entry("example.net")).isEmpty();
        assertThat(engine.entries(0, 10)).hasSize(2).contains(entry);
        assertThat(engine.entries(0, 1))
                .hasSize(1)
                .doesNotContainAnyElementsOf(engine.entries(1, 1));
        assertThat(engine.entries(2, 10)).isEmpty();
        assertThat(engine.stats().hits()).isEqualTo(hits);
    }

    @Test
    void hostnamesOfOneSiteShareItsContact() {
        ask("www.Example.COM.");
        assertThat(ask("example.com").seen().byYou()).isEqualTo(new Sighting.At(START));
        assertThat(ask("mail.example.com").seen().byYou()).isEqualTo(new Sighting.At(START));
        assertThat(store.contacts().count()).isEqualTo(1);
    }

    @Test
    void customersOfOneHosterHaveContactsOfTheirOwnAndItsRegistration() {
        Answer a = ask("a.github.io");
        Answer b = ask("b.github.io");
        assertThat(a.seen().byYou()).isInstanceOf(Sighting.FirstContact.class);
        assertThat(b.seen().byYou()).isInstanceOf(Sighting.FirstContact.class);
        assertThat(a.facts().registration()).isEqualTo(OLD);
        assertThat(b.facts().registration()).isEqualTo(OLD);
        assertThat(asked).containsExactly("github.io");
    }

    @Test
    void aSingleQuestionDoesNotWaitForAllTheBatchesThatCameBeforeIt() throws Exception {
        registry = RegistrationSource.OFF;
        engine.close();
        engine = engine();
        int batches = 24;
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger finished = new AtomicInteger();
        try (ExecutorService threads =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            for (int i = 0; i < batches; i++) {
                List<String> names = names("batch" + i, 2_000);
                var _ =
                        threads.submit(
                                () -> {
                                    begun.incrementAndGet();
                                    engine.begin(names, false);
                                    return finished.incrementAndGet();
                                });
            }
            while (begun.get() < batches) {
                Thread.onSpinWait();
            }
            ask("example.com");
            assertThat(finished.get()).isLessThan(batches);
        }
        assertThat(finished).hasValue(batches);
    }

    private static List<String> names(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + "-" + i + ".com").toList();
    }

    @Test
    void ofManyWhoAskAtOnceExactlyOneIsTheFirst() throws Exception {
        List<Future<Answer>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                answers.add(threads.submit(() -> ask("example.com")));
            }
        }
        int first = 0;
        for (Future<Answer> answer : answers) {
            first += answer.get().seen().byYou() instanceof Sighting.FirstContact ? 1 : 0;
        }
        assertThat(first).isEqualTo(1);
        assertThat(asked).hasSize(1);
    }

    @Test
    void junkLeavesNoContactAndIsAnsweredWithoutWork() {
        assertThat(engine.cached("%{[dns][question][name]}")).isNotNull();
        assertThat(ask("192.0.2.1").name()).isEqualTo(new NotPublic(NotPublic.Reason.ADDRESS));
        assertThat(store.contacts().count()).isZero();
        assertThat(asked).isEmpty();
    }

    @Test
    void cachedAnswerNeverAnnouncesAFirstContact() {
        assertThat(engine.cached("example.com")).isNull();
        ask("example.com");
        CachedAnswer cached = engine.cached("example.com");
        assertThat(cached).isNotNull();
        assertThat(cached.answer().seen().byYou()).isEqualTo(new Sighting.At(START));
    }

    @Test
    void contactOutlivesARestart() {
        ask("example.com");
        close();
        open();
        assertThat(ask("example.com").seen().byYou()).isEqualTo(new Sighting.At(START));
    }

    @Test
    void slowRegistryKeepsNobodyWaitingAndItsWordComesLater() {
        registry =
                (domain, _) -> {
                    awaitGate();
                    return answer(domain, OLD);
                };
        restart();
        Answer early = engine.answer(new Question("example.com", false, SHORT));
        assertThat(early.facts().status()).isEqualTo(Status.PENDING);
        assertThat(early.seen().byYou()).isInstanceOf(Sighting.FirstContact.class);
        assertThat(store.retries().find(new DomainName("example.com"))).isPresent();

        gate.countDown();
        Answer late = engine.answer(new Question("www.example.com", false, LONG));
        assertThat(late.seen().byWeb()).isEqualTo(new Sighting.At(OLD.first()));
        assertThat(asked).hasSize(1);
    }

    @Test
    void unreachableRegistryIsTriedAgainWhenDue() {
        AtomicReference<RegistrationOutcome> says =
                new AtomicReference<>(new Unreachable("timed out", null));
        registry = (domain, _) -> answer(domain, says.get());
        restart();
        assertThat(ask("example.com").facts().status()).isEqualTo(Status.UNREACHABLE);
        assertThat(store.retries().size()).isEqualTo(1);

        says.set(OLD);
        now.set(START.plusSeconds(61));
        engine.doChores();
        assertThat(engine.answer(new Question("x.example.com", false, LONG)).facts().status())
                .isIn(Status.OK, Status.UNREACHABLE);
        while (store.retries().size() > 0) {
            Thread.onSpinWait();
        }
        assertThat(ask("y.example.com").facts().registration()).isEqualTo(OLD);
    }

    @Test
    void unregisteredDomainIsAskedAboutAgainAfterAnHour() {
        AtomicReference<RegistrationOutcome> says =
                new AtomicReference<>(new Unregistered(Source.RDAP));
        registry = (domain, _) -> answer(domain, says.get());
        restart();
        assertThat(ask("example.com").facts().status()).isEqualTo(Status.UNREGISTERED);
        says.set(registered("2026-06-01T12:30:00Z"));
        now.set(START.plusSeconds(3_601));
        assertThat(ask("example.com").seen().byWeb())
                .isEqualTo(new Sighting.At(Instant.parse("2026-06-01T12:30:00Z")));
    }

    @Test
    void expiredKnowledgeIsAnsweredAtOnceAndConfirmedBehind() {
        ask("example.com");
        now.set(START.plus(Duration.ofDays(181)));
        Answer stale = ask("www.example.com");
        assertThat(stale.facts().registration()).isEqualTo(OLD);
        assertThat(store.retries().find(new DomainName("example.com"))).isPresent();
    }

    @Test
    void shelteredNamesHaveContactsButNobodyIsAsked() {
        shelter = new Shelter(List.of(), List.of("corp.example.com"));
        community =
                site -> {
                    asked.add("community " + site);
                    return new Community.Reply.Silent("test");
                };
        restart();
        Answer answer = ask("mail.corp.example.com");
        assertThat(answer.facts().status()).isEqualTo(Status.PRIVATE);
        assertThat(answer.seen().byYou()).isInstanceOf(Sighting.FirstContact.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void peekRecordsNothing() {
        Answer peeked = engine.answer(new Question("example.com", true, LONG));
        assertThat(peeked.seen().byYou()).isEqualTo(Sighting.UNAVAILABLE);
        assertThat(store.contacts().count()).isZero();
        assertThat(ask("example.com").seen().byYou()).isInstanceOf(Sighting.FirstContact.class);
    }

    @Test
    void knownDomainIsEstablishedWithoutAskingAnybody() {
        know("example.com", new KnownDomain(7, true, null));
        Answer answer = ask("www.example.com");
        assertThat(answer.seen().byWeb()).isEqualTo(Sighting.ESTABLISHED);
        assertThat(answer.seen().byUs()).isEqualTo(Sighting.ESTABLISHED);
        assertThat(answer.facts().rank()).isEqualTo(7);
        assertThat(asked).isEmpty();
    }

    @Test
    void rankAloneEstablishesNothing() {
        know("example.com", new KnownDomain(7, false, null));
        Answer answer = ask("example.com");
        assertThat(answer.seen().byWeb()).isEqualTo(new Sighting.At(OLD.first()));
        assertThat(answer.facts().rank()).isEqualTo(7);
    }

    @Test
    void hostersRankAndCommunitySayNothingOfItsCustomers() {
        know("github.io", new KnownDomain(40, true, null));
        Answer answer = ask("evil.github.io");
        assertThat(answer.seen().byWeb()).isEqualTo(Sighting.ESTABLISHED);
        assertThat(answer.seen().byUs()).isEqualTo(Sighting.UNAVAILABLE);
        assertThat(answer.facts().rank()).isEqualTo(KnownDomain.UNRANKED);
    }

    @Test
    void newKnownDomainsMakeCachedAnswersStale() {
        ask("example.com");
        know("example.com", new KnownDomain(3, true, null));
        engine.doChores();
        assertThat(engine.cached("example.com")).isNull();
        assertThat(ask("example.com").facts().rank()).isEqualTo(3);
    }

    @Test
    void contactsForgottenByAnotherProcessAreAnnouncedOnceMore() {
        ask("example.com");
        try (SqliteStore other = SqliteStore.open(folder.resolve("contacts.db"))) {
            other.contacts().reset();
        }
        engine.doChores();
        assertThat(engine.cached("example.com")).isNull();
        assertThat(ask("example.com").seen().byYou()).isInstanceOf(Sighting.FirstContact.class);
    }

    @Test
    void communityIsAskedFirstAndItsWordSaved() {
        community =
                site -> {
                    asked.add("community " + site);
                    return new Community.Reply.Told(
                            new Sighting.At(START.minusSeconds(99)), OLD, List.of());
                };
        restart();
        Answer answer = ask("example.com");
        assertThat(answer.seen().byUs()).isEqualTo(new Sighting.At(START.minusSeconds(99)));
        assertThat(answer.facts().registration()).isEqualTo(OLD);
        ask("www.example.com");
        assertThat(asked).containsExactly("community example.com");
    }

    @Test
    void firstContactOfTheCommunityIsAnnouncedOnceEvenIfItCameLate() {
        community =
                site -> {
                    awaitGate();
                    return new Community.Reply.Told(
                            new Sighting.FirstContact(START), OLD, List.of());
                };
        restart();
        assertThat(engine.answer(new Question("example.com", false, SHORT)).seen().byUs())
                .isEqualTo(Sighting.UNAVAILABLE);
        gate.countDown();
        assertThat(engine.answer(new Question("a.example.com", false, LONG)).seen().byUs())
                .isEqualTo(new Sighting.FirstContact(START));
        assertThat(ask("b.example.com").seen().byUs()).isEqualTo(new Sighting.At(START));
    }

    @Test
    void labelsOfTheCommunityAreInEveryAnswer() {
        List<String> labels = List.of("phishing", "reported twice");
        community = site -> new Community.Reply.Told(new Sighting.FirstContact(START), OLD, labels);
        restart();
        assertThat(ask("example.com").facts().insights().labels()).isEqualTo(labels);
        assertThat(engine.entry("example.com").orElseThrow().answer().facts().insights().labels())
                .isEqualTo(labels);
        restart();
        assertThat(ask("www.example.com").facts().insights().labels()).isEqualTo(labels);
    }

    @Test
    void withoutARegistryTheCommunityIsBelievedAndAskedAgainWhenItsWordIsOld() {
        AtomicReference<@Nullable RegistrationOutcome> says = new AtomicReference<>();
        registry = RegistrationSource.OFF;
        community =
                site -> {
                    asked.add("community " + site);
                    return new Community.Reply.Told(new Sighting.At(START), says.get(), List.of());
                };
        restart();
        assertThat(ask("example.com").facts().status()).isEqualTo(Status.PENDING);
        assertThat(store.retries().size()).isZero();

        says.set(new NoSource());
        assertThat(ask("a.example.com").facts().status()).isEqualTo(Status.NO_SOURCE);
        now.set(now.get().plus(Duration.ofMinutes(61)));
        says.set(OLD);
        assertThat(ask("b.example.com").facts().registration()).isEqualTo(OLD);
        assertThat(ask("c.example.com").facts().registration()).isEqualTo(OLD);
        assertThat(asked).hasSize(3);

        now.set(now.get().plus(Duration.ofDays(181)));
        says.set(null);
        assertThat(ask("d.example.com").facts().registration()).isEqualTo(OLD);
        assertThat(asked).hasSize(4);
        engine.doChores();
        assertThat(ask("e.example.com").facts().registration()).isEqualTo(OLD);
    }

    @Test
    void whatWaitedWhenTheRegistriesWereSwitchedOffWaitsOn() {
        registry = (domain, _) -> answer(domain, new Unreachable("timed out", null));
        restart();
        ask("example.com");
        registry = RegistrationSource.OFF;
        restart();
        now.set(START.plus(Duration.ofDays(2)));
        engine.doChores();
        assertThat(store.retries().size()).isEqualTo(1);
        assertThat(ask("example.com").facts().status()).isEqualTo(Status.UNREACHABLE);
    }

    @Test
    void sourcelessCommunityLeavesTheRegistryToBeAsked() {
        community =
                site -> new Community.Reply.Told(new Sighting.At(START), new NoSource(), List.of());
        restart();
        assertThat(ask("example.com").facts().registration()).isEqualTo(OLD);
    }

    @Test
    void silentCommunityLeavesTheRegistryToBeAsked() {
        community = site -> new Community.Reply.Silent("dead");
        restart();
        Answer answer = ask("example.com");
        assertThat(answer.seen().byUs()).isEqualTo(Sighting.UNAVAILABLE);
        assertThat(answer.facts().registration()).isEqualTo(OLD);
    }

    @Test
    void howOftenASiteWasAskedAboutIsCounted() {
        ask("example.com");
        ask("example.com");
        assertThat(engine.cached("example.com")).isNotNull();
        engine.doChores();
        assertThat(store.contacts().after(0, 10))
                .singleElement()
                .satisfies(
                        contact -> {
                            assertThat(contact.times()).isEqualTo(3);
                            assertThat(contact.lastAsked()).isEqualTo(START);
                        });
    }

    @Test
    void withEverySourceOffThereIsNoSource() {
        registry = RegistrationSource.OFF;
        restart();
        assertThat(ask("example.com").facts().registration()).isEqualTo(new NoSource());
        assertThat(store.retries().size()).isZero();
    }

    @Test
    void batchAnswersInOrderAndAnnouncesEachSiteOnce() {
        List<Answer> answers =
                new Batch(engine, false, LONG)
                                .answer(
                                        List.of(
                                                "a.example.com",
                                                "junk",
                                                "b.example.com",
                                                "a.example.com",
                                                "other.org"))
                                .stream()
                                .map(CachedAnswer::answer)
                                .toList();
        assertThat(answers)
                .extracting(Answer::asked)
                .containsExactly(
                        "a.example.com", "junk", "b.example.com", "a.example.com", "other.org");
        assertThat(answers)
                .extracting(answer -> answer.seen().byYou())
                .containsExactly(
                        new Sighting.FirstContact(START),
                        Sighting.UNAVAILABLE,
                        new Sighting.At(START),
                        new Sighting.At(START),
                        new Sighting.FirstContact(START));
        assertThat(asked).containsExactlyInAnyOrder("example.com", "other.org");
    }

    private Answer ask(String hostname) {
        return engine.answer(new Question(hostname, false, LONG));
    }

    private RegistrationOutcome answer(DomainName domain, RegistrationOutcome outcome) {
        asked.add(domain.ascii());
        return outcome;
    }

    private void know(String domain, KnownDomain fact) {
        known.apply(
                Scope.DELTA,
                FeedVersion.NONE,
                List.<Change>of(new Change.Put(new DomainName(domain), fact)).iterator());
    }

    private void restart() {
        engine.close();
        engine = engine();
    }

    private LookupEngine engine() {
        return new LookupEngine(
                HOSTNAMES,
                new Kept(store, known),
                new Outside(community, registry, InsightSource.NONE),
                new LookupSettings(1_000, LONG, shelter),
                new Surroundings(now::get, ThreadLocalRandom.current()));
    }

    private void awaitGate() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Registered registered(String first) {
        return new Registered(Instant.parse(first), null, Precision.SECOND, null, Source.RDAP);
    }
}
