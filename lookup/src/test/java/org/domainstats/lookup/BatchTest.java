package org.domainstats.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.lookup.cache.CachedAnswer;
import org.domainstats.model.Status;
import org.domainstats.registrations.QueryClient;
import org.junit.jupiter.api.Test;

import java.lang.Thread.State;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** The timeout of a batch, which all of its parts have in common. */
class BatchTest extends EngineFixture {

    private static final Duration TIMEOUT = Duration.ofMinutes(4);

    private final AtomicReference<CachedAnswer> answer = new AtomicReference<>();

    @Test
    void rowsThatComeLateWaitForAllThatIsLeftOfTheTimeout() {
        Thread asking = answerAfter(Duration.ofMinutes(2));
        awaitUntil(
                () ->
                        EnumSet.of(State.TIMED_WAITING, State.TERMINATED)
                                .contains(asking.getState()));
        release.countDown();
        awaitUntil(() -> answer.get() != null);

        assertThat(answer.get().answer().facts().registration()).isEqualTo(OLD);
    }

    @Test
    void rowsThatComeAfterTheTimeoutWaitForNothing() {
        answerAfter(Duration.ofMinutes(5));
        awaitUntil(() -> answer.get() != null);

        assertThat(answer.get().answer().facts().status()).isEqualTo(Status.PENDING);
    }

    @Test
    void aSiteIsFirstInThePartThatWasBegunFirst() {
        Batch batch = new Batch(engine, false, TIMEOUT);
        long now = System.nanoTime();
        Supplier<List<CachedAnswer>> first = batch.begin(List.of("example.com"), now, _ -> {});
        Supplier<List<CachedAnswer>> second = batch.begin(List.of("example.com"), now, _ -> {});

        assertThat(second.get().getFirst().answer().announces()).isFalse();
        assertThat(first.get().getFirst().answer().announces()).isTrue();
    }

    /** Asks about a row of a batch that began some time ago, of a registry that waits. */
    private Thread answerAfter(Duration ago) {
        registry =
                (domain, _) -> {
                    asked.add(domain.ascii());
                    awaitRelease();
                    return OLD;
                };
        restart();
        Batch batch =
                new Batch(
                        engine,
                        false,
                        TIMEOUT,
                        QueryClient.LOCAL,
                        System.nanoTime() - ago.toNanos());
        Thread asking =
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> answer.set(batch.answer(List.of("example.com")).getFirst()));
        awaitUntil(() -> !asked.isEmpty());
        return asking;
    }
}
