package org.domainstats.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.lookup.cache.CachedAnswer;
import org.domainstats.model.Answer;
import org.domainstats.model.DomainName;
import org.domainstats.model.Sighting;
import org.domainstats.store.StoreException;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

/** An announcement that reached nobody goes to the next question. */
class UndeliveredAnswersTest extends EngineFixture {

    @Test
    void nextQuestionIsToldEvenIfItsAnswerIsCached() {
        Answer lost = ask("www.example.com");
        assertThat(ask("www.example.com").seen().byYou()).isEqualTo(new Sighting.At(START));
        assertThat(engine.cached("www.example.com")).isNotNull();
        engine.undelivered(lost);
        restartAfterWithdrawal();

        assertThat(ask("www.example.com").seen().byYou())
                .isEqualTo(new Sighting.FirstContact(START));
        assertThat(ask("www.example.com").seen().byYou()).isEqualTo(new Sighting.At(START));
    }

    @Test
    void cachedAnswersOfItsSiteStandInTheWayNoMore() {
        Answer lost = ask("www.example.com");
        ask("mail.example.com");
        engine.undelivered(lost);
        assertThat(engine.cached("mail.example.com")).isNull();
        awaitUntil(
                () ->
                        engine.answer(new Question("mail.example.com", false, LONG)).seen().byYou()
                                instanceof Sighting.FirstContact);
        assertThat(ask("mail.example.com").seen().byYou()).isEqualTo(new Sighting.At(START));
        assertThat(engine.cached("mail.example.com")).isNotNull();
    }

    @Test
    void theCommunitysAnnouncementIsTakenBackToo() {
        community =
                site -> new Community.Reply.Known(new Sighting.FirstContact(START), OLD, List.of());
        restart();
        Answer lost = ask("example.com");
        assertThat(lost.seen().byUs()).isEqualTo(new Sighting.FirstContact(START));
        engine.undelivered(lost);
        restartAfterWithdrawal();
        Answer next = ask("example.com");
        assertThat(next.seen().byUs()).isEqualTo(new Sighting.FirstContact(START));
        assertThat(next.seen().byYou()).isEqualTo(new Sighting.FirstContact(START));
        assertThat(ask("a.example.com").announces()).isFalse();
    }

    @Test
    void aWholeBatchIsTakenBackAndWhatTheStoreRefusesIsTriedAgain() {
        FaultyStore faults = new FaultyStore(store);
        engine.close();
        engine = engine(faults.faulty());
        List<String> names = IntStream.range(0, 1_200).mapToObj(i -> "n" + i + ".com").toList();
        List<CachedAnswer> lost = new Batch(engine, false, LONG).answer(names);
        faults.failAt(1, new StoreException("disk full"));
        lost.forEach(each -> engine.undelivered(each.answer()));
        awaitUntil(faults::hasFailed);
        faults.disarm();
        engine.runBackgroundTasks();
        restartAfterWithdrawal();

        assertThat(new Batch(engine, false, LONG).answer(names))
                .allMatch(each -> each.answer().announces());
    }

    /** The store leaves what it does not learn of to the next question after a kill. */
    @Test
    void theStoreLearnsWhatIsAnnounced() {
        FaultyStore faults = new FaultyStore(store);
        engine.close();
        engine = engine(faults.faulty());
        DomainName single = new DomainName("example.com");
        DomainName ofBatch = new DomainName("batch.com");

        ask("www.example.com");
        ask("www.example.com");
        assertThat(faults.announced()).containsExactly(single);
        engine.answerAll(
                List.of(
                        new Question("batch.com", false, LONG),
                        new Question("www.example.com", false, LONG)),
                LONG);
        assertThat(faults.announced()).containsExactly(single, ofBatch);
    }

    @Test
    void answersThatAnnounceNothingAreLeftAlone() {
        ask("example.com");
        engine.undelivered(ask("example.com"));
        engine.undelivered(ask("no domain"));
        restartAfterWithdrawal();
        assertThat(ask("example.com").seen().byYou()).isEqualTo(new Sighting.At(START));
        assertThat(store.contacts().find(new DomainName("example.com"))).contains(START);
    }

    /** Closing waits for what is taken back. */
    private void restartAfterWithdrawal() {
        restart();
    }
}
