package org.domainstats.storekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.domainstats.storekit.TestSites.A;
import static org.domainstats.storekit.TestSites.B;
import static org.domainstats.storekit.TestSites.C;
import static org.domainstats.storekit.TestSites.EARLY;
import static org.domainstats.storekit.TestSites.LATER;

import org.domainstats.model.DomainName;
import org.domainstats.model.Precision;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.Barred;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.model.Source;
import org.domainstats.store.Contacts.LoggedContact;
import org.domainstats.store.Contacts.PastContact;
import org.domainstats.store.Store;
import org.domainstats.store.StoredRegistration;
import org.domainstats.store.events.EventSources;
import org.domainstats.store.events.EventSources.Awaited;
import org.domainstats.store.events.EventSources.NewContacts;
import org.domainstats.store.events.EventSources.Progress;
import org.domainstats.store.events.EventSources.Watch;
import org.domainstats.store.events.EventStep;
import org.domainstats.store.events.RegistrationChange;
import org.domainstats.store.events.RegistrationChange.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What events are made from is offered until it was dealt with, and then no more. */
public interface EventSourcesContract extends StoreContract {

    private static Watch watch(DomainName name, Awaited awaited, Instant due) {
        return new Watch(name, awaited, EARLY, due, 2, "former 2001");
    }

    private static Registered registered(String first, @Nullable String again) {
        return new Registered(
                Instant.parse(first),
                again == null ? null : Instant.parse(again),
                Precision.SECOND,
                null,
                Source.RDAP);
    }

    private static void learn(Store store, RegistrationOutcome... outcomes) {
        for (RegistrationOutcome outcome : outcomes) {
            store.registrations().put(A, new StoredRegistration(outcome, EARLY, LATER));
        }
    }

    private static EventStep step(
            Progress from, long contacts, List<Watch> watches, List<Watch> ended) {
        return new EventStep(from, contacts, List.of(), watches, ended, List.of());
    }

    @Test
    default void contactsAreOfferedFromTheProgressOn() {
        try (Store store = open()) {
            store.contacts().recordAllIfAbsent(List.of(A, B), EARLY);
            EventSources sources = store.events().sources();
            Progress start = sources.progress();
            NewContacts found = sources.newContacts(start.contacts(), 10);
            assertThat(found.contacts()).extracting(LoggedContact::site).containsExactly(A, B);
            assertThat(store.events().log().append(step(start, found.upTo(), List.of(), List.of())))
                    .isTrue();
        }
        try (Store store = open()) {
            EventSources sources = store.events().sources();
            Progress now = sources.progress();
            assertThat(sources.newContacts(now.contacts(), 10).contacts()).isEmpty();
            assertThat(sources.newContacts(now.contacts(), 10).upTo()).isEqualTo(now.contacts());
            store.contacts().recordIfAbsent(C, LATER);
            assertThat(sources.newContacts(now.contacts(), 10).contacts())
                    .extracting(LoggedContact::site)
                    .containsExactly(C);
        }
    }

    @Test
    default void contactsThatWereTakenOverAreLeftOut() {
        List<DomainName> past = TestSites.numbered(1_200);
        try (Store store = open()) {
            store.contacts().recordIfAbsent(A, EARLY);
            store.contacts()
                    .merge(
                            past.stream()
                                    .map(site -> new PastContact(site, EARLY, LATER, 3))
                                    .toList());
            store.contacts().recordIfAbsent(B, LATER);
            store.contacts().merge(List.of(new PastContact(C, EARLY, LATER, 1)));
            EventSources sources = store.events().sources();
            NewContacts all = sources.newContacts(0, 5_000);
            assertThat(all.contacts()).extracting(LoggedContact::site).containsExactly(A, B);
            NewContacts part = sources.newContacts(0, 700);
            assertThat(part.contacts()).extracting(LoggedContact::site).containsExactly(A);
            assertThat(sources.newContacts(part.upTo(), 5_000).contacts())
                    .extracting(LoggedContact::site)
                    .containsExactly(B);
        }
    }

    @Test
    default void watchesComeUpWhenTheyAreDue() {
        Watch soon = watch(A, Awaited.FACTS, EARLY.plusSeconds(1));
        Watch later = watch(A, Awaited.BIRTH, LATER);
        try (Store store = open()) {
            EventSources sources = store.events().sources();
            Progress start = sources.progress();
            store.events().log().append(step(start, 0, List.of(later, soon), List.of()));
            assertThat(sources.due(EARLY, 10)).isEmpty();
            assertThat(sources.due(EARLY.plusSeconds(1), 10)).containsExactly(soon);
            assertThat(sources.due(LATER, 10)).containsExactly(soon, later);
            assertThat(sources.due(LATER, 1)).containsExactly(soon);
        }
        try (Store store = open()) {
            EventSources sources = store.events().sources();
            assertThat(sources.watches(Awaited.BIRTH, List.of(B, A))).isEqualTo(Map.of(A, later));
            assertThat(sources.watches(Awaited.AGE, List.of(A))).isEmpty();
            assertThat(sources.count(Awaited.FACTS)).isEqualTo(1);
            Watch again = new Watch(A, Awaited.FACTS, EARLY, LATER, 3, "");
            store.events()
                    .log()
                    .append(step(sources.progress(), 0, List.of(again), List.of(later)));
            assertThat(sources.due(LATER, 10)).containsExactly(again);
        }
    }

    @Test
    default void aBirthIsOfferedOnce() {
        try (Store store = open()) {
            learn(store, new Unregistered(Source.RDAP), registered("2026-01-02T03:04:05Z", null));
            EventSources sources = store.events().sources();
            RegistrationChange change = sources.changes(10).getFirst();
            assertThat(change)
                    .isEqualTo(new RegistrationChange(change.number(), A, Kind.BORN, EARLY, null));
            store.events()
                    .log()
                    .append(
                            new EventStep(
                                    sources.progress(),
                                    0,
                                    List.of(),
                                    List.of(),
                                    List.of(),
                                    List.of(change.number())));
            assertThat(sources.changes(10)).isEmpty();
            learn(store, registered("2026-01-02T03:04:05Z", null));
            assertThat(sources.changes(10)).isEmpty();
        }
    }

    @Test
    default void whatIsDroppedAndWhatIsRegisteredAnewIsOffered() {
        try (Store store = open()) {
            learn(
                    store,
                    registered("2001-01-01T00:00:00Z", null),
                    registered("2001-01-01T00:00:00Z", "2024-01-01T00:00:00Z"),
                    new Unregistered(Source.WHOIS),
                    new Undisclosed(null, Source.WHOIS),
                    new Unregistered(Source.WHOIS));
            assertThat(store.events().sources().changes(10))
                    .extracting(RegistrationChange::kind)
                    .containsExactly(Kind.REREGISTERED, Kind.DROPPED, Kind.BORN, Kind.DROPPED);
            assertThat(store.events().sources().changes(2))
                    .extracting(RegistrationChange::former)
                    .containsExactly(
                            Instant.parse("2001-01-01T00:00:00Z"),
                            Instant.parse("2024-01-01T00:00:00Z"));
        }
    }

    @Test
    default void whatIsLearnedFirstAndWhatNobodyMayHaveIsNoChange() {
        try (Store store = open()) {
            learn(
                    store,
                    new Unreachable("timeout", null),
                    registered("2001-01-01T00:00:00Z", null),
                    registered("2001-01-01T00:00:00Z", null));
            store.registrations()
                    .put(B, new StoredRegistration(new Unregistered(Source.RDAP), EARLY, LATER));
            store.registrations()
                    .put(
                            B,
                            new StoredRegistration(
                                    new Undisclosed(null, Source.RDAP, Barred.RESERVED),
                                    EARLY,
                                    LATER));
            assertThat(store.events().sources().changes(10)).isEmpty();
        }
    }
}
