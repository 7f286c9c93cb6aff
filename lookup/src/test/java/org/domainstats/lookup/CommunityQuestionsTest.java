package org.domainstats.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.Answer;
import org.domainstats.model.DomainName;
import org.domainstats.model.KnownDomain;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.NoSource;
import org.domainstats.model.Sighting;
import org.domainstats.model.Status;
import org.domainstats.registrations.RegistrationSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** What the engine asks the community, and what it makes of its word. */
class CommunityQuestionsTest extends EngineFixture {

    @Test
    void hostersRankAndCommunitySayNothingOfItsCustomers() {
        know("github.io", new KnownDomain(40, true, null));
        Answer answer = ask("evil.github.io");
        assertThat(answer.seen().byWeb()).isEqualTo(Sighting.ESTABLISHED);
        assertThat(answer.seen().byUs()).isEqualTo(Sighting.UNAVAILABLE);
        assertThat(answer.facts().rank()).isEqualTo(KnownDomain.UNRANKED);
    }

    @Test
    void communityIsAskedFirstAndItsWordSaved() {
        community =
                site -> {
                    asked.add("community " + site);
                    return new Community.Reply.Known(
                            new Sighting.At(START.minusSeconds(99)), OLD, List.of());
                };
        restart();
        Answer answer = ask("example.com");
        assertThat(answer.seen().byUs()).isEqualTo(new Sighting.At(START.minusSeconds(99)));
        assertThat(answer.facts().registration()).isEqualTo(OLD);
        ask("www.example.com");
        assertThat(asked).containsExactly("community example.com");
    }

    /** The original adds the server's prohibited names to its own. */
    @Test
    void nameThatTheCommunityServerProhibitsGoesToNoSource() {
        community =
                new Community() {
                    @Override
                    public Reply ask(DomainName site) {
                        asked.add("community " + site);
                        return new Reply.NoReply("prohibited");
                    }

                    @Override
                    public boolean prohibits(DomainName host) {
                        return host.isWithin("example.com");
                    }
                };
        restart();
        assertThat(ask("www.example.com").facts().status()).isEqualTo(Status.PRIVATE);
        assertThat(asked).isEmpty();
    }

    @Test
    void firstContactOfTheCommunityIsAnnouncedOnceEvenIfItCameLate() {
        community =
                site -> {
                    awaitRelease();
                    return new Community.Reply.Known(
                            new Sighting.FirstContact(START), OLD, List.of());
                };
        restart();
        assertThat(engine.answer(new Question("example.com", false, SHORT)).seen().byUs())
                .isEqualTo(Sighting.UNAVAILABLE);
        release.countDown();
        assertThat(engine.answer(new Question("a.example.com", false, LONG)).seen().byUs())
                .isEqualTo(new Sighting.FirstContact(START));
        assertThat(ask("b.example.com").seen().byUs()).isEqualTo(new Sighting.At(START));
    }

    @Test
    void peekLeavesTheFirstContactOfTheCommunityToTheNextQuestion() {
        community =
                site -> {
                    awaitRelease();
                    return new Community.Reply.Known(
                            new Sighting.FirstContact(START), OLD, List.of());
                };
        restart();
        assertThat(engine.answer(new Question("example.com", false, SHORT)).seen().byUs())
                .isEqualTo(Sighting.UNAVAILABLE);
        release.countDown();
        awaitUntil(() -> store.communityContacts().find(new DomainName("example.com")).isPresent());

        for (int i = 0; i < 2; i++) {
            assertThat(engine.answer(new Question("example.com", true, LONG)).seen().byUs())
                    .isEqualTo(new Sighting.At(START));
        }
        assertThat(ask("a.example.com").seen().byUs()).isEqualTo(new Sighting.FirstContact(START));
    }

    @Test
    void ofQuestionsTogetherOneThatDoesNotPeekAnnouncesTheFirstContactOfTheCommunity() {
        community =
                site -> new Community.Reply.Known(new Sighting.FirstContact(START), OLD, List.of());
        restart();
        engine.begin(List.of(new Question("example.com", false, LONG)));
        awaitUntil(() -> store.communityContacts().find(new DomainName("example.com")).isPresent());

        List<Answer> answers =
                engine.beginTogether(
                                List.of(
                                        new Question("example.com", true, LONG),
                                        new Question("a.example.com", false, LONG),
                                        new Question("b.example.com", false, LONG)),
                                System.nanoTime())
                        .answers(LONG);
        assertThat(answers)
                .extracting(each -> each.seen().byUs())
                .containsExactly(
                        new Sighting.At(START),
                        new Sighting.FirstContact(START),
                        new Sighting.At(START));
    }

    @Test
    void peekIsNotAskedOfTheCommunity() {
        community =
                site -> {
                    asked.add("community " + site);
                    return new Community.Reply.Known(
                            new Sighting.FirstContact(START), OLD, List.of());
                };
        restart();
        engine.answer(new Question("example.com", true, LONG));
        assertThat(asked).containsExactly("example.com");
        assertThat(ask("example.com").seen().byUs()).isEqualTo(new Sighting.FirstContact(START));
    }

    @Test
    void labelsOfTheCommunityAreInEveryAnswer() {
        List<String> labels = List.of("phishing", "reported twice");
        community =
                site -> new Community.Reply.Known(new Sighting.FirstContact(START), OLD, labels);
        restart();
        assertThat(ask("example.com").facts().insights().labels()).isEqualTo(labels);
        assertThat(engine.entries(0, 1).getFirst().answer().facts().insights().labels())
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
                    return new Community.Reply.Known(new Sighting.At(START), says.get(), List.of());
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
        engine.runBackgroundTasks();
        assertThat(ask("e.example.com").facts().registration()).isEqualTo(OLD);
    }

    @Test
    void sourcelessCommunityLeavesTheRegistryToBeAsked() {
        community =
                site ->
                        new Community.Reply.Known(
                                new Sighting.At(START), new NoSource(), List.of());
        restart();
        assertThat(ask("example.com").facts().registration()).isEqualTo(OLD);
    }

    @Test
    void silentCommunityLeavesTheRegistryToBeAsked() {
        community = site -> new Community.Reply.NoReply("dead");
        restart();
        Answer answer = ask("example.com");
        assertThat(answer.seen().byUs()).isEqualTo(Sighting.UNAVAILABLE);
        assertThat(answer.facts().registration()).isEqualTo(OLD);
    }
}
