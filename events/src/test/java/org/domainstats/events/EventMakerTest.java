package org.domainstats.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.base.Deadline;
import org.domainstats.lookup.Question;
import org.domainstats.model.DomainName;
import org.domainstats.model.KnownDomain;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.model.Source;
import org.domainstats.registrations.QueryClient;
import org.domainstats.store.Contacts.PastContact;
import org.domainstats.store.events.Allowances.Allowance;
import org.domainstats.store.events.AllowedSignal;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/** First contacts become events once each, as soon as there is something to say of them. */
class EventMakerTest extends EventFixture {

    @Test
    void aFirstContactWhoseRegistrationIsKnownIsToldAtOnceAndOnce() {
        registry.put("young.com", registered("2026-05-29T12:00:00Z"));
        ask("www.young.com");
        service.round();
        ask("mail.young.com");
        service.round();
        assertThat(reported()).containsExactly("first-contact young.com");
        assertThat(last().number("age_days")).hasValue(3);
        assertThat(last().text("age")).isEqualTo("known");
        assertThat(last().text("seen_by_you")).isEqualTo("2026-06-01T12:00:00Z");
        assertThat(last().text("registered_source")).isEqualTo("rdap");
    }

    @Test
    void oneWithoutARegistrationWaitsAndIsThenToldWithoutAnAgeAndLaterWithOne() {
        ask("slow.com");
        pass(Duration.ZERO);
        pass(Duration.ofMinutes(9));
        assertThat(reported()).isEmpty();
        pass(Duration.ofMinutes(1));
        assertThat(reported()).containsExactly("first-contact slow.com");
        assertThat(last().text("age")).isEqualTo("unknown");
        assertThat(last().text("status")).isEqualTo("unreachable");
        registry.put("slow.com", registered("2026-05-31T12:00:00Z"));
        ask("slow.com");
        pass(Duration.ofHours(1));
        pass(Duration.ofHours(1));
        assertThat(reported()).containsExactly("first-contact slow.com", "age-known slow.com");
        assertThat(last().text("age")).isEqualTo("known");
        assertThat(last().text("seen_by_you")).isEqualTo("2026-06-01T12:00:00Z");
    }

    @Test
    void oneWhoseRegistrationComesInTimeIsToldOnce() {
        ask("soon.com");
        service.round();
        registry.put("soon.com", registered("2026-05-31T12:00:00Z"));
        now.set(now.get().plus(Duration.ofMinutes(2)));
        ask("soon.com");
        service.round();
        pass(Duration.ofMinutes(30));
        assertThat(reported()).containsExactly("first-contact soon.com");
        assertThat(last().text("age")).isEqualTo("known");
    }

    @Test
    void aClockThatIsSetBackDelaysNobodyForLong() {
        ask("ahead.com");
        now.set(START.minus(Duration.ofDays(300)));
        service.round();
        pass(Duration.ofMinutes(10));
        assertThat(reported()).containsExactly("first-contact ahead.com");
    }

    @Test
    void knownAndPrivateNamesWaitForNobody() {
        know("known.com", new KnownDomain(7, true, null));
        ask("known.com");
        ask("host.corp.com");
        service.round();
        assertThat(reported()).containsExactly("first-contact known.com", "first-contact corp.com");
        assertThat(events().getFirst().text("community")).isEqualTo("established");
        assertThat(last().text("status")).isEqualTo("private");
    }

    @Test
    void contactsThatWereTakenOverAreNotTold() {
        store.contacts()
                .merge(List.of(new PastContact(new DomainName("old.com"), START, START, 3)));
        ask("new.com");
        pass(Duration.ZERO);
        pass(Duration.ofHours(1));
        assertThat(reported()).containsExactly("first-contact new.com");
    }

    @Test
    void ofTwoServersOnOneStoreOneMakesEvents() {
        EventService first = service;
        registry.put("one.com", registered("2001-01-01T00:00:00Z"));
        ask("one.com");
        first.round();
        build();
        registry.put("two.com", registered("2001-01-01T00:00:00Z"));
        ask("two.com");
        service.round();
        assertThat(reported()).containsExactly("first-contact one.com");
        first.close(Deadline.in(Duration.ofMinutes(1)));
        service.round();
        assertThat(reported()).containsExactly("first-contact one.com", "first-contact two.com");
    }

    @Test
    void eventsBeforeTheEndOfLearningAreMarked() {
        learningUntil = START.plusSeconds(60);
        settings = new EventSettings(Duration.ZERO, false, Duration.ofDays(30), 1_000);
        build();
        ask("a.com");
        service.round();
        now.set(START.plusSeconds(60));
        ask("b.com");
        service.round();
        assertThat(events())
                .extracting(event -> event.flag("learning"))
                .containsExactly(true, false);
    }

    @Test
    void whatAnOperatorAllowsIsMarkedWithTheReasonUntilItEnds() {
        store.events()
                .allowances()
                .put(
                        new Allowance(
                                new DomainName("ours.com"),
                                AllowedSignal.YOUNG,
                                "our shop",
                                START.plusSeconds(60),
                                "me"));
        registry.put("ours.com", registered("2026-05-29T12:00:00Z"));
        registry.put("theirs.com", registered("2026-05-29T12:00:00Z"));
        ask("www.ours.com");
        ask("theirs.com");
        service.round();
        assertThat(events())
                .extracting(event -> String.valueOf(event.text("allowed")))
                .containsExactly("our shop", "null");
        store.contacts().reset();
        now.set(START.plusSeconds(60));
        ask("ours.com");
        service.round();
        assertThat(last().site()).isEqualTo("ours.com");
        assertThat(last().text("allowed")).isNull();
    }

    @Test
    void whoAskedIsTold() {
        registry.put("a.com", registered("2001-01-01T00:00:00Z"));
        var _ = engine.answer(new Question("a.com", false, LONG, new QueryClient("192.0.2.7")));
        service.round();
        assertThat(last().text("asked_by")).matches("h:[0-9a-f]+");
        assertThat(last().number("clients")).hasValue(1);
    }

    @Test
    void idsAreDifferentAndSortByTime() {
        registry.put("a.com", new Unregistered(Source.RDAP));
        for (int i = 0; i < 20; i++) {
            ask("site-" + i + ".com");
            pass(Duration.ofMinutes(11));
        }
        assertThat(events()).extracting(EventDocument::id).isSorted().doesNotHaveDuplicates();
    }
}
