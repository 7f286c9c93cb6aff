package org.domainstats.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.lookup.cache.CacheEntry;
import org.domainstats.lookup.cache.CachedAnswer;
import org.domainstats.model.Answer;
import org.domainstats.model.KnownDomain;
import org.domainstats.model.NotPublic;
import org.domainstats.model.Sighting;
import org.domainstats.model.Status;
import org.domainstats.storesqlite.SqliteStore;
import org.junit.jupiter.api.Test;

import java.util.List;

class LookupEngineTest extends EngineFixture {

    /** The cache has 1,000 places in these tests. */
    @Test
    void longNamesTakeManyPlacesOfTheCache() {
        String long1000 = "'".repeat(980);
        for (int i = 0; i < 500; i++) {
            ask(long1000 + i + ".example.com");
        }
        assertThat(engine.stats().size()).isBetween(1L, 100L);
        assertThat(engine.stats().capacity()).isEqualTo(1_000);
    }

    @Test
    void firstQuestionIsAFirstContactAndTheNextTellsItsInstant() {
        assertThat(ask("example.com").seen().byYou()).isEqualTo(new Sighting.FirstContact(START));
        now.set(START.plusSeconds(60));
        assertThat(ask("example.com").seen().byYou()).isEqualTo(new Sighting.At(START));
    }

    @Test
    void theCacheCanBeLookedIntoWithoutBeingAsked() {
        ask("example.com");
        ask("example.org");
        long hits = engine.stats().hits();

        CacheEntry entry = engine.entries(0, 1).getFirst();
        assertThat(entry.answer().seen().byYou()).isEqualTo(new Sighting.At(START));
        assertThat(entry.validUntil()).isAfter(START);
        assertThat(engine.entries(0, 10)).hasSize(2).contains(entry);
        assertThat(engine.entries(0, 1))
                .hasSize(1)
                .doesNotContainAnyElementsOf(engine.entries(1, 1));
        assertThat(engine.entries(2, 10)).isEmpty();
        assertThat(engine.stats().hits()).isEqualTo(hits);
    }

    @Test
    void hostnamesOfOneSiteShareItsContact() {
        ask("www.Example.COM.");
        assertThat(ask("example.com").seen().byYou()).isEqualTo(new Sighting.At(START));
        assertThat(ask("mail.example.com").seen().byYou()).isEqualTo(new Sighting.At(START));
        assertThat(store.contacts().count()).isEqualTo(1);
    }

    @Test
    void customersOfOneHosterHaveContactsOfTheirOwnAndItsRegistration() {
        Answer a = ask("a.github.io");
        Answer b = ask("b.github.io");
        assertThat(a.seen().byYou()).isInstanceOf(Sighting.FirstContact.class);
        assertThat(b.seen().byYou()).isInstanceOf(Sighting.FirstContact.class);
        assertThat(a.facts().registration()).isEqualTo(OLD);
        assertThat(b.facts().registration()).isEqualTo(OLD);
        assertThat(asked).containsExactly("github.io");
    }

    @Test
    void junkLeavesNoContactAndIsAnsweredWithoutWork() {
        assertThat(engine.cached("%{[dns][question][name]}")).isNotNull();
        assertThat(ask("192.0.2.1").name()).isEqualTo(new NotPublic(NotPublic.Reason.ADDRESS));
        assertThat(store.contacts().count()).isZero();
        assertThat(asked).isEmpty();
    }

    @Test
    void cachedAnswerNeverAnnouncesAFirstContact() {
        assertThat(engine.cached("example.com")).isNull();
        ask("example.com");
        CachedAnswer cached = engine.cached("example.com");
        assertThat(cached).isNotNull();
        assertThat(cached.answer().seen().byYou()).isEqualTo(new Sighting.At(START));
    }

    @Test
    void contactOutlivesARestart() {
        ask("example.com");
        close();
        open();
        assertThat(ask("example.com").seen().byYou()).isEqualTo(new Sighting.At(START));
    }

    @Test
    void peekRecordsNothing() {
        Answer peeked = engine.answer(new Question("example.com", true, LONG));
        assertThat(peeked.seen().byYou()).isEqualTo(Sighting.UNAVAILABLE);
        assertThat(peeked.facts().status()).isEqualTo(Status.OK);
        assertThat(store.contacts().count()).isZero();
        assertThat(ask("example.com").seen().byYou()).isInstanceOf(Sighting.FirstContact.class);
    }

    @Test
    void peekIsNotCountedAlsoWhereTheAnswerIsCached() {
        ask("example.com");
        ask("example.com");
        assertThat(new Batch(engine, true, LONG).answer(List.of("example.com")))
                .extracting(each -> each.answer().seen().byYou())
                .containsExactly(new Sighting.At(START));
        engine.answer(new Question("www.example.com", true, LONG));
        engine.runBackgroundTasks();
        assertThat(store.contacts().after(0, 10))
                .singleElement()
                .satisfies(contact -> assertThat(contact.times()).isEqualTo(2));
    }

    @Test
    void knownDomainIsEstablishedWithoutAskingAnybody() {
        know("example.com", new KnownDomain(7, true, null));
        Answer answer = ask("www.example.com");
        assertThat(answer.seen().byWeb()).isEqualTo(Sighting.ESTABLISHED);
        assertThat(answer.seen().byUs()).isEqualTo(Sighting.ESTABLISHED);
        assertThat(answer.facts().rank()).isEqualTo(7);
        assertThat(asked).isEmpty();
    }

    @Test
    void rankAloneEstablishesNothing() {
        know("example.com", new KnownDomain(7, false, null));
        Answer answer = ask("example.com");
        assertThat(answer.seen().byWeb()).isEqualTo(new Sighting.At(OLD.first()));
        assertThat(answer.facts().rank()).isEqualTo(7);
    }

    @Test
    void newKnownDomainsMakeCachedAnswersStale() {
        ask("example.com");
        know("example.com", new KnownDomain(3, true, null));
        engine.runBackgroundTasks();
        assertThat(engine.cached("example.com")).isNull();
        assertThat(ask("example.com").facts().rank()).isEqualTo(3);
    }

    @Test
    void contactsForgottenByAnotherProcessAreAnnouncedOnceMore() {
        ask("example.com");
        try (SqliteStore other = SqliteStore.open(folder.resolve("contacts.db"))) {
            other.contacts().reset();
        }
        engine.runBackgroundTasks();
        assertThat(engine.cached("example.com")).isNull();
        assertThat(ask("example.com").seen().byYou()).isInstanceOf(Sighting.FirstContact.class);
    }

    @Test
    void howOftenASiteWasAskedAboutIsCounted() {
        ask("example.com");
        ask("example.com");
        assertThat(engine.cached("example.com")).isNotNull();
        engine.runBackgroundTasks();
        assertThat(store.contacts().after(0, 10))
                .singleElement()
                .satisfies(
                        contact -> {
                            assertThat(contact.times()).isEqualTo(3);
                            assertThat(contact.lastAsked()).isEqualTo(START);
                        });
    }
}
