package org.domainstats.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.lookup.cache.CachedAnswer;
import org.domainstats.model.Answer;
import org.domainstats.model.DomainName;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.model.Sighting;
import org.domainstats.model.Status;
import org.domainstats.registrations.RegistrationSource;
import org.domainstats.store.StoreException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

/** Once a contact is durable, its announcement reaches the client whatever fails after it. */
class FaultsAfterTheContactTest extends EngineFixture {

    private FaultyStore faults;

    @BeforeEach
    void useAFaultyStore() {
        engine.close();
        faults = new FaultyStore(store);
    }

    static Stream<Arguments> faults() {
        return Stream.of(new StoreException("disk full"), new IllegalStateException("a bug"))
                .flatMap(
                        fault ->
                                Stream.of("nobody", "registry", "failing registry", "community")
                                        .map(sources -> Arguments.of(fault, sources)));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void everyLaterCallOfTheStoreMayFail(RuntimeException fault, String sources) {
        switch (sources) {
            case "nobody" -> registry = RegistrationSource.OFF;
            case "failing registry" -> registry = (_, _) -> new Unreachable("down", null);
            case "community" ->
                    community =
                            site ->
                                    new Community.Reply.Known(
                                            new Sighting.FirstContact(START), OLD, List.of("x"));
            default -> {}
        }
        engine = engine(faults.faulty());
        int calls = 0;
        boolean failed = true;
        while (failed) {
            calls++;
            String site = "site" + calls + ".com";
            faults.awaitContact();
            faults.failAt(calls, fault);
            Answer answer = ask(site);
            failed = faults.disarm();
            assertThat(answer.seen().byYou())
                    .as("with call %d after the contact failing", calls)
                    .isEqualTo(new Sighting.FirstContact(START));
            assertThat(ask(site).seen().byYou()).isEqualTo(new Sighting.At(START));
        }
        assertThat(calls).isGreaterThan(sources.equals("nobody") ? 0 : 2);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void ofABatchEachAnnouncementGoesOut(RuntimeException fault, String sources) {
        engine = engine(faults.faulty());
        for (int call = 1; call <= 12; call++) {
            int number = call;
            List<String> names =
                    Stream.of("a", "b", "c")
                            .map(each -> each + number + sources.length() + ".com")
                            .toList();
            faults.awaitContact();
            faults.failAt(call, fault);
            List<CachedAnswer> answers = new Batch(engine, false, LONG).answer(names);
            faults.disarm();
            assertThat(answers)
                    .extracting(each -> each.answer().seen().byYou())
                    .containsOnly(new Sighting.FirstContact(START));
        }
    }

    /** Of 10,000 names 69 were never announced: what was read without deciding was cached. */
    @Test
    void whatWasOnlyReadHidesNoAnnouncement() {
        registry = RegistrationSource.OFF;
        engine = engine(faults.faulty());
        DomainName site = new DomainName("unannounced.com");
        store.contacts().recordIfAbsent(site, START);
        store.contacts().withdrawAnnouncements(List.of(site));
        faults.refuseContacts(true);
        assertThat(ask("unannounced.com").seen().byYou()).isEqualTo(new Sighting.At(START));
        assertThat(engine.cached("unannounced.com")).as("not to be repeated").isNull();
        faults.refuseContacts(false);
        assertThat(ask("unannounced.com").seen().byYou())
                .isEqualTo(new Sighting.FirstContact(START));
    }

    /** A question that only looks shares its group with others, whose contacts are durable then. */
    @Test
    void whatCannotBeReadOfAPeekHidesNoAnnouncement() {
        engine = engine(faults.faulty());
        faults.awaitContact();
        faults.failAt(1, new StoreException("cannot be read"));
        List<Answer> answers =
                engine.answerAll(
                        List.of(
                                new Question("a.com", false, LONG),
                                new Question("b.com", true, LONG)),
                        LONG);
        assertThat(faults.disarm()).isTrue();
        assertThat(answers.getFirst().seen().byYou()).isInstanceOf(Sighting.FirstContact.class);
    }

    /** A trip for each of a hundred names took two seconds where the database was busy. */
    @Test
    void whatCannotBeRecordedIsReadInOneGo() {
        registry = RegistrationSource.OFF;
        engine = engine(faults.faulty());
        store.contacts().recordIfAbsent(new DomainName("known.com"), START);
        faults.refuseContacts(true);
        List<CachedAnswer> answers =
                new Batch(engine, false, LONG).answer(List.of("known.com", "new.com", "other.com"));
        assertThat(answers)
                .extracting(each -> each.answer().seen().byYou())
                .containsExactly(
                        new Sighting.At(START), Sighting.UNAVAILABLE, Sighting.UNAVAILABLE);
        assertThat(answers)
                .extracting(each -> each.answer().facts().status())
                .contains(Status.STORE_UNAVAILABLE);
        assertThat(faults.reads()).isOne();
    }

    /** One new name in a batch made all of it "not known" while commits waited for a standby. */
    @Test
    void whatTheStoreDecidesOfABatchIsAnsweredBesideWhatItDoesNot() {
        registry = RegistrationSource.OFF;
        engine = engine(faults.faulty());
        DomainName known = new DomainName("known.com");
        store.contacts().recordIfAbsent(known, START);
        faults.decideOnly(known);
        List<CachedAnswer> answers =
                new Batch(engine, false, LONG).answer(List.of("new.com", "known.com"));
        assertThat(answers)
                .extracting(each -> each.answer().seen().byYou())
                .containsExactly(Sighting.UNAVAILABLE, new Sighting.At(START));
        assertThat(answers.getFirst().answer().facts().status())
                .isEqualTo(Status.STORE_UNAVAILABLE);
        assertThat(engine.cached("new.com")).as("not to be repeated").isNull();
        faults.decideOnly(null);
        assertThat(ask("new.com").seen().byYou()).isInstanceOf(Sighting.FirstContact.class);
    }

    /** With the whole timeout for the store, all answers came after it. */
    @Test
    void theStoreLeavesTimeForTheAnswerToGoOut() {
        engine = engine(faults.faulty());
        faults.refuseContacts(true);
        ask("new.com");
        assertThat(faults.timeLeft())
                .isPositive()
                .isLessThanOrEqualTo(LONG.multipliedBy(9).dividedBy(10));
    }

    /** A batch of a hundred names, read in two pieces, was answered after 1.5 and 3.1 s of two. */
    @Test
    void aPartOfABatchThatWaitedForTheOneBeforeHasNoTimeOfItsOwn() {
        engine = engine(faults.faulty());
        faults.refuseContacts(true);
        long longAgo = System.nanoTime() - LONG.toNanos();
        new Batch(engine, false, LONG).begin(List.of("new.com"), longAgo, _ -> {});
        assertThat(faults.timeLeft()).isLessThanOrEqualTo(LONG.dividedBy(10));
    }
}
