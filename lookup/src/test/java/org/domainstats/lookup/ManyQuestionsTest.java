package org.domainstats.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.lookup.cache.CachedAnswer;
import org.domainstats.model.Answer;
import org.domainstats.model.Sighting;
import org.domainstats.registrations.QueryClient;
import org.domainstats.registrations.RegistrationRequest.Urgency;
import org.domainstats.registrations.RegistrationSource;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Questions at one moment, alone and in batches. */
class ManyQuestionsTest extends EngineFixture {

    private static final QueryClient OTHER = new QueryClient("192.0.2.2");

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
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
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

    @Test
    void contactsOfABatchAreInItsOrder() {
        List<String> names = names("batch", 40);
        new Batch(engine, false, LONG).answer(names);
        assertThat(store.contacts().after(0, 100))
                .extracting(each -> each.site().ascii())
                .containsExactlyElementsOf(names);
    }

    @Test
    void moreThanSixteenNamesOfOneClientAreABatch() {
        Queue<Urgency> urgencies = new ConcurrentLinkedQueue<>();
        registry = noting(urgencies, () -> OLD);
        restart();
        List<Question> few =
                new ArrayList<>(List.of(new Question("other.com", false, LONG, OTHER)));
        names("few", 16).forEach(each -> few.add(new Question(each, false, LONG)));
        engine.beginTogether(few, System.nanoTime()).answers(LONG);
        assertThat(urgencies).hasSize(17).containsOnly(Urgency.FRESH);
        urgencies.clear();
        new Batch(engine, false, LONG).answer(names("many", 17));
        assertThat(urgencies).containsOnly(Urgency.BULK);
    }
}
