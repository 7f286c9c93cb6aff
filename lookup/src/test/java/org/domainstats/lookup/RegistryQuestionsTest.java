package org.domainstats.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.lookup.privacy.PrivateNames;
import org.domainstats.model.Answer;
import org.domainstats.model.DomainName;
import org.domainstats.model.KnownDomain;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.NoSource;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.model.Sighting;
import org.domainstats.model.Source;
import org.domainstats.model.Status;
import org.domainstats.registrations.RegistrationRequest.Urgency;
import org.domainstats.registrations.RegistrationSource;
import org.domainstats.store.RetryQueue.Priority;
import org.domainstats.store.RetryQueue.Retry;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** What the engine asks registries, when, and how long anybody waits for it. */
class RegistryQuestionsTest extends EngineFixture {

    @Test
    void slowRegistryKeepsNobodyWaitingAndItsWordComesLater() {
        registry =
                (domain, _) -> {
                    awaitRelease();
                    return answer(domain, OLD);
                };
        restart();
        Answer early = engine.answer(new Question("example.com", false, SHORT));
        assertThat(early.facts().status()).isEqualTo(Status.PENDING);
        assertThat(early.seen().byYou()).isInstanceOf(Sighting.FirstContact.class);
        assertThat(store.retries().find(new DomainName("example.com"))).isPresent();

        release.countDown();
        Answer late = engine.answer(new Question("www.example.com", false, LONG));
        assertThat(late.seen().byWeb()).isEqualTo(new Sighting.At(OLD.first()));
        assertThat(asked).hasSize(1);
    }

    @Test
    void oneQuestionStopsWaitingAndTheOthersGoOn() {
        registry =
                (domain, _) -> {
                    awaitRelease();
                    return answer(domain, OLD);
                };
        restart();
        List<PendingLookup> begun =
                engine.begin(List.of(longQuestion("a.com"), longQuestion("b.com")));
        begun.getFirst().stopWaiting();
        Answer stopped = begun.getFirst().answer(LONG);
        assertThat(stopped.facts().status()).isEqualTo(Status.PENDING);
        assertThat(stopped.seen().byYou()).isInstanceOf(Sighting.FirstContact.class);

        release.countDown();
        assertThat(begun.getLast().answer(LONG).facts().registration()).isEqualTo(OLD);
    }

    @Test
    void beforeAStopNobodyWaitsAnyMoreAndContactsAreToldAllTheSame() {
        CountDownLatch asking = new CountDownLatch(2);
        registry =
                (domain, _) -> {
                    asking.countDown();
                    awaitRelease();
                    return answer(domain, OLD);
                };
        restart();
        var waiting = CompletableFuture.supplyAsync(() -> engine.answer(longQuestion("a.com")));
        var batch =
                CompletableFuture.supplyAsync(
                        () -> new Batch(engine, false, LONG).answer(List.of("b.com")).getFirst());
        awaitUntil(() -> asking.getCount() == 0);

        engine.stopWaiting();
        for (Answer answer :
                List.of(
                        waiting.join(),
                        batch.join().answer(),
                        engine.answer(longQuestion("c.com")))) {
            assertThat(answer.facts().status()).isEqualTo(Status.PENDING);
            assertThat(answer.seen().byYou()).isInstanceOf(Sighting.FirstContact.class);
        }
    }

    private static Question longQuestion(String hostname) {
        return new Question(hostname, false, LONG);
    }

    @Test
    void dateOfAKnownDomainIsLookedUpBehindWhereEachAnswerIsToHaveOne() {
        know("example.com", new KnownDomain(7, true, null));
        datesOfKnownDomains = true;
        restart();
        assertThat(ask("example.com").facts().registration()).isNull();
        assertThat(asked).isEmpty();
        assertThat(store.retries().find(new DomainName("example.com")))
                .map(Retry::priority)
                .contains(Priority.RECHECK);

        engine.runBackgroundTasks();
        while (store.registrations().find(new DomainName("example.com")).isEmpty()) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
        Answer answer = ask("www.example.com");
        assertThat(answer.facts().registration()).isEqualTo(OLD);
        assertThat(answer.seen().byWeb()).isEqualTo(Sighting.ESTABLISHED);
    }

    @Test
    void knownDomainWithoutADateIsNotLookedUpOtherwise() {
        know("example.com", new KnownDomain(7, true, null));
        ask("example.com");
        assertThat(store.retries().size()).isZero();
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
        engine.runBackgroundTasks();
        assertThat(engine.answer(new Question("x.example.com", false, LONG)).facts().status())
                .isIn(Status.OK, Status.UNREACHABLE);
        while (store.retries().size() > 0) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
        assertThat(ask("y.example.com").facts().registration()).isEqualTo(OLD);
    }

    @Test
    void aQuestionComesFirstThatFoundTheRegistryBusyBefore() {
        List<Urgency> urgencies = new CopyOnWriteArrayList<>();
        registry =
                noting(
                        urgencies,
                        () ->
                                urgencies.size() == 1
                                        ? new Unreachable(
                                                "others wait", START.plusSeconds(3_600), true)
                                        : OLD);
        restart();
        assertThat(ask("example.com").facts().status()).isEqualTo(Status.PENDING);

        now.set(START.plusSeconds(2));
        assertThat(ask("example.com").facts().registration()).isEqualTo(OLD);
        assertThat(urgencies).containsExactly(Urgency.FRESH, Urgency.AGAIN);
        assertThat(store.retries().size()).isZero();
    }

    @Test
    void aQuestionAsksAnUnreachableRegistryThatMayBeAskedAgain() {
        AtomicReference<RegistrationOutcome> says =
                new AtomicReference<>(new Unreachable("timed out", null));
        registry = (domain, _) -> answer(domain, says.get());
        restart();
        assertThat(ask("example.com").facts().status()).isEqualTo(Status.UNREACHABLE);

        says.set(OLD);
        now.set(START.plusSeconds(61));
        assertThat(ask("example.com").facts().registration()).isEqualTo(OLD);
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
        privateNames = new PrivateNames(List.of(), List.of("corp.example.com"));
        community =
                site -> {
                    asked.add("community " + site);
                    return new Community.Reply.NoReply("test");
                };
        restart();
        Answer answer = ask("mail.corp.example.com");
        assertThat(answer.facts().status()).isEqualTo(Status.PRIVATE);
        assertThat(answer.seen().byYou()).isInstanceOf(Sighting.FirstContact.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void whatWaitedWhenTheRegistriesWereSwitchedOffWaitsOn() {
        registry = (domain, _) -> answer(domain, new Unreachable("timed out", null));
        restart();
        ask("example.com");
        registry = RegistrationSource.OFF;
        restart();
        now.set(START.plus(Duration.ofDays(2)));
        engine.runBackgroundTasks();
        assertThat(store.retries().size()).isEqualTo(1);
        assertThat(ask("example.com").facts().status()).isEqualTo(Status.UNREACHABLE);
    }

    @Test
    void withEverySourceOffThereIsNoSource() {
        registry = RegistrationSource.OFF;
        restart();
        assertThat(ask("example.com").facts().registration()).isEqualTo(new NoSource());
        assertThat(store.retries().size()).isZero();
    }
}
