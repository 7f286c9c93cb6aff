package org.domainstats.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

final class RequestBatchingTest {

    private static final Duration NEVER = Duration.ofHours(1);

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final AtomicLong nanoTime = new AtomicLong();
    private final BlockingQueue<Sent> sent = new LinkedBlockingQueue<>();

    private record Sent(List<String> questions, Runnable back) {}

    @AfterEach
    void close() throws InterruptedException {
        assertThat(vertx.close().toCompletionStage().toCompletableFuture())
                .succeedsWithin(Duration.ofSeconds(30));
    }

    @Test
    void whatOneRoundReadsGoesOutTogether() throws Exception {
        RequestBatching<String> batching = batching(NEVER);
        onLoop(() -> List.of("a", "b", "c").forEach(batching::add));
        assertThat(next().questions).containsExactly("a", "b", "c");
    }

    @Test
    void whatComesWhileABatchIsUnderWayMakesUpTheNextOne() throws Exception {
        RequestBatching<String> batching = batching(NEVER);
        onLoop(() -> batching.add("first"));
        Sent first = next();
        for (String each : List.of("a", "b", "c")) {
            onLoop(() -> batching.add(each));
        }
        assertThat(sent).isEmpty();
        onLoop(first.back);
        assertThat(next().questions).containsExactly("a", "b", "c");
    }

    @Test
    void thoseThatAskedAMomentAgoAreWaitedForAndThenSentAtOnce() throws Exception {
        RequestBatching<String> batching = batching(NEVER);
        onLoop(() -> List.of("a", "b").forEach(batching::add));
        Sent slow = next();
        nanoTime.addAndGet(NEVER.toNanos());
        onLoop(() -> batching.add("c"));
        onLoop(slow.back);
        onLoop(() -> batching.add("a again"));
        onLoop(() -> batching.add("b again"));
        assertThat(next().questions).containsExactly("c", "a again", "b again");
    }

    /** What is queued on the loop runs before what is due later, however little. */
    @Test
    void theyAreWaitedForEvenIfTheStoreTookLessThanAMillisecond() throws Exception {
        RequestBatching<String> batching = batching(NEVER);
        onLoop(() -> List.of("a", "b").forEach(batching::add));
        Sent quick = next();
        nanoTime.addAndGet(800_000);
        onLoop(() -> batching.add("c"));
        onLoop(
                () -> {
                    quick.back.run();
                    loop.runOnContext(_ -> batching.add("a again"));
                });
        assertThat(next().questions).containsExactly("c", "a again");
    }

    @Test
    void theyAreNotWaitedForMuchLongerThanTheStoreTakes() throws Exception {
        RequestBatching<String> batching = batching(NEVER);
        onLoop(() -> List.of("a", "b").forEach(batching::add));
        Sent slow = next();
        nanoTime.addAndGet(Duration.ofMillis(20).toNanos());
        onLoop(() -> batching.add("c"));
        onLoop(slow.back);
        assertThat(next().questions).containsExactly("c");
    }

    @Test
    void aBatchThatIsHeldUpHoldsUpNoOther() throws Exception {
        RequestBatching<String> batching = batching(Duration.ofMillis(5));
        onLoop(() -> batching.add("hangs"));
        next();
        onLoop(() -> batching.add("next"));
        assertThat(next().questions).containsExactly("next");
    }

    @Test
    void aLargeBatchWaitsForNothing() throws Exception {
        RequestBatching<String> batching = batching(NEVER);
        onLoop(() -> batching.add("under way"));
        next();
        List<String> many =
                IntStream.range(0, RequestBatching.LARGEST).mapToObj(Integer::toString).toList();
        onLoop(() -> many.forEach(batching::add));
        assertThat(next().questions).isEqualTo(many);
    }

    @Test
    void oneAfterTheOtherIsSentAtOnce() throws Exception {
        RequestBatching<String> batching = batching(NEVER);
        for (String each : List.of("a", "b", "c")) {
            onLoop(() -> batching.add(each));
            Sent one = next();
            assertThat(one.questions).containsExactly(each);
            onLoop(one.back);
        }
    }

    /** Each later question waited for the batch that had not begun. */
    @Test
    void whatFailsToBeginIsNotUnderWay() throws Exception {
        RequestBatching<String> batching =
                new RequestBatching<>(
                        loop,
                        (together, back) -> {
                            sent.add(new Sent(together, back));
                            if (together.contains("refused")) {
                                throw new IllegalStateException("no thread");
                            }
                        },
                        NEVER,
                        nanoTime::get);
        onLoop(() -> batching.add("refused"));
        next();
        onLoop(() -> batching.add("next"));
        assertThat(next().questions).containsExactly("next");
    }

    private RequestBatching<String> batching(Duration longestWait) {
        return new RequestBatching<>(
                loop,
                (together, back) -> sent.add(new Sent(together, back)),
                longestWait,
                nanoTime::get);
    }

    private void onLoop(Runnable work) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.runOnContext(
                _ -> {
                    work.run();
                    done.complete(null);
                });
        assertThat(done).succeedsWithin(Duration.ofSeconds(30));
    }

    private Sent next() throws InterruptedException {
        Sent next = sent.poll(30, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }
}
