package org.domainstats.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.Answer;
import org.domainstats.model.Sighting;
import org.domainstats.model.Status;
import org.domainstats.registrations.QueryClient;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/** One client's flood fills neither the disk nor the turns of others. */
class LimitsTest extends EngineFixture {

    private static final QueryClient FLOODING = new QueryClient("192.0.2.1");
    private static final QueryClient OTHER = new QueryClient("192.0.2.2");

    private Answer ask(String hostname, QueryClient client) {
        return engine.answer(new Question(hostname, false, LONG, client));
    }

    @Test
    void contactsPastTheLimitAreNotDecidedAndNotLost() {
        limits = new LookupSettings.Limits(2, 100, 100, 100);
        restart();
        ask("a.com", FLOODING);
        ask("b.com", FLOODING);
        Answer limited = ask("c.com", FLOODING);
        assertThat(limited.seen().byYou()).isEqualTo(Sighting.UNAVAILABLE);
        assertThat(limited.facts().status()).isEqualTo(Status.LIMITED);
        assertThat(engine.cached("c.com")).isNull();
        assertThat(ask("a.com", FLOODING).seen().byYou()).isEqualTo(new Sighting.At(START));

        assertThat(ask("c.com", OTHER).seen().byYou()).isEqualTo(new Sighting.FirstContact(START));
        now.set(START.plus(Duration.ofDays(1)));
        assertThat(ask("d.com", FLOODING).seen().byYou()).isInstanceOf(Sighting.FirstContact.class);
    }

    @Test
    void lookupsPastTheLimitLeaveTheContactAndNoRetry() {
        limits = new LookupSettings.Limits(100, 100, 1, 100);
        restart();
        ask("a.com", FLOODING);
        Answer limited = ask("b.com", FLOODING);
        assertThat(limited.seen().byYou()).isEqualTo(new Sighting.FirstContact(START));
        assertThat(limited.facts().status()).isEqualTo(Status.LIMITED);
        assertThat(store.retries().size()).isZero();
        assertThat(asked).containsExactly("a.com");
        assertThat(ask("b.com", OTHER).facts().registration()).isEqualTo(OLD);
    }

    @Test
    void askingAgainAboutANameThatWaitsCostsNothing() {
        limits = new LookupSettings.Limits(100, 100, 2, 100);
        registry =
                (domain, _) -> {
                    awaitRelease();
                    return answer(domain, OLD);
                };
        restart();
        for (int i = 0; i < 10; i++) {
            Question question = new Question("host" + i + ".a.com", false, SHORT, FLOODING);
            assertThat(engine.answer(question).facts().status()).isEqualTo(Status.PENDING);
        }
        Question other = new Question("b.com", false, SHORT, FLOODING);
        assertThat(engine.answer(other).facts().status()).isEqualTo(Status.PENDING);
    }

    @Test
    void aLaterQuestionIsAskedAtTheRegistryAmidAFlood() {
        CountDownLatch flood = new CountDownLatch(1);
        registry =
                (domain, _) -> {
                    if (domain.ascii().startsWith("junk")) {
                        await(flood);
                    }
                    return answer(domain, OLD);
                };
        restart();
        List<Question> junk = new ArrayList<>();
        IntStream.range(0, 4_000)
                .forEach(i -> junk.add(new Question("junk" + i + ".com", false, SHORT, FLOODING)));
        engine.begin(junk);
        assertThat(ask("real.com", FLOODING).facts().registration()).isEqualTo(OLD);
        assertThat(ask("other.com", OTHER).facts().registration()).isEqualTo(OLD);
        flood.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
