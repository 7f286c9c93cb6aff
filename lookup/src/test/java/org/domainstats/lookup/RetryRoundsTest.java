package org.domainstats.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.DomainName;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.registrations.DnsExistence;
import org.domainstats.registrations.RegistrationSource;
import org.domainstats.store.RetryQueue.Priority;
import org.domainstats.store.RetryQueue.Retry;
import org.junit.jupiter.api.Test;

import java.util.stream.IntStream;

/** Which of the registrations that wait are asked for first. */
class RetryRoundsTest extends EngineFixture {

    private static final DomainName REAL = new DomainName("real.com");

    @Test
    void aRealNameIsFoundAmidMadeUpOnes() {
        sayOfJunk(DnsExistence.NONEXISTENT);
        enqueue(800);

        engine.runBackgroundTasks();
        awaitUntil(() -> asked.contains("real.com"));

        assertThat(asked).hasSizeLessThan(10);
        assertThat(store.retries().due(START, 1_000)).isEmpty();
        assertThat(store.retries().size()).isGreaterThan(700);
    }

    @Test
    void namesThatTheDnsDoesNotAnswerAboutGoBehindOnesThatExistAndAreNotPutOff() {
        sayOfJunk(DnsExistence.UNANSWERED);
        enqueue(800);

        engine.runBackgroundTasks();
        awaitUntil(() -> asked.size() == 128);

        assertThat(asked).contains("real.com");
        assertThat(store.retries().due(START, 1_000)).hasSize(801 - 128);
    }

    @Test
    void allAreAskedAboutWhileThereArePermits() {
        restart();
        enqueue(100);

        engine.runBackgroundTasks();
        awaitUntil(() -> asked.size() == 101);
    }

    private void sayOfJunk(DnsExistence existence) {
        registry =
                new RegistrationSource() {
                    @Override
                    public RegistrationOutcome fetch(DomainName domain, Trace trace) {
                        return answer(domain, OLD);
                    }

                    @Override
                    public DnsExistence existence(DomainName domain) {
                        return domain.ascii().startsWith("junk")
                                ? existence
                                : DnsExistence.MAY_EXIST;
                    }
                };
        restart();
    }

    /** So many made-up names on both sides of a real one. */
    private void enqueue(int names) {
        store.retries()
                .putAll(
                        IntStream.rangeClosed(0, names)
                                .mapToObj(
                                        i ->
                                                retry(
                                                        i == names / 2
                                                                ? REAL
                                                                : new DomainName(
                                                                        "junk" + i + ".com"),
                                                        names - i))
                                .toList());
    }

    private static Retry retry(DomainName domain, int seconds) {
        return new Retry(domain, Priority.ASKED, START.minusSeconds(seconds), 0, "waits");
    }
}
