package org.domainstats.storekit;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.DomainName;
import org.domainstats.model.Hint;
import org.domainstats.model.RegistrationOutcome.NoSource;
import org.domainstats.store.AuditAction;
import org.domainstats.store.AuditLog.Entry;
import org.domainstats.store.AuditLog.LoggedEntry;
import org.domainstats.store.CommunityContacts.CommunityContact;
import org.domainstats.store.Contact;
import org.domainstats.store.ContactClients.ClientNote;
import org.domainstats.store.Contacts;
import org.domainstats.store.Contacts.Asked;
import org.domainstats.store.Contacts.LoggedContact;
import org.domainstats.store.Hints.NewHint;
import org.domainstats.store.RetryQueue.Priority;
import org.domainstats.store.RetryQueue.Retry;
import org.domainstats.store.Store;
import org.domainstats.store.StoredRegistration;
import org.domainstats.store.events.EventLog.NewEvent;
import org.domainstats.store.events.EventSources.Awaited;
import org.domainstats.store.events.EventSources.Progress;
import org.domainstats.store.events.EventSources.Watch;
import org.domainstats.store.events.EventStep;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What is forgotten is nowhere any more, and nothing else is; what is old goes but for contacts.
 */
public interface ErasureContract extends StoreContract {

    /** To be forgotten. */
    DomainName EVIL = new DomainName("evil.example");

    /** To stay. */
    DomainName GOOD = new DomainName("not-evil.example");

    /** When all was asked. */
    Instant THEN = Instant.ofEpochSecond(1_000);

    /** Long after. */
    Instant LATER = Instant.ofEpochSecond(900_000);

    /** Puts a name everywhere where one may stand. */
    private static void fill(Store store, DomainName name) {
        store.contacts().recordIfAbsent(name, THEN);
        store.clients().note(List.of(new ClientNote(name, "sensor", THEN, THEN)));
        store.registrations().put(name, new StoredRegistration(new NoSource(), THEN, LATER));
        store.retries().put(new Retry(name, Priority.ASKED, THEN, 1, "why"));
        store.communityContacts().put(name, new CommunityContact(THEN, false, List.of()));
        store.hints()
                .putAll(
                        "a list",
                        List.of(new NewHint(name, LocalDate.EPOCH, Hint.Kind.SEEN)),
                        THEN);
        store.events()
                .log()
                .append(
                        new EventStep(
                                store.events().sources().progress(),
                                1,
                                List.of(
                                        new NewEvent(
                                                name.ascii(), "first-contact", name, THEN, "{}")),
                                List.of(new Watch(name, Awaited.AGE, THEN, LATER, 0, "")),
                                List.of(),
                                List.of()));
        store.auditLog().append(new Entry(THEN, "bob", "", AuditAction.NOTE_WRITTEN, name.ascii()));
        store.auditLog()
                .append(
                        new Entry(
                                THEN, "bob", "", AuditAction.NOTE_WRITTEN, "www." + name.ascii()));
    }

    private static List<String> sites(Contacts contacts) {
        return contacts.after(0, 100).stream().map(each -> each.site().ascii()).toList();
    }

    private static List<String> subjects(Store store) {
        return store.auditLog().list(Long.MAX_VALUE, 100).stream()
                .map(LoggedEntry::entry)
                .map(Entry::subject)
                .toList();
    }

    @Test
    default void forgottenSiteIsNowhereAndTheOthersStay() {
        try (Store store = open()) {
            fill(store, EVIL);
            fill(store, GOOD);

            assertThat(store.erasure().forget(EVIL)).isTrue();

            assertThat(sites(store.contacts())).containsExactly(GOOD.ascii());
            assertThat(store.contacts().count()).isEqualTo(1);
            assertThat(store.contacts().find(EVIL)).isEmpty();
            assertThat(store.clients().of(List.of(EVIL, GOOD))).containsOnlyKeys(GOOD);
            assertThat(store.registrations().find(EVIL)).isEmpty();
            assertThat(store.registrations().find(GOOD)).isPresent();
            assertThat(store.retries().list(9)).extracting(Retry::domain).containsExactly(GOOD);
            assertThat(store.communityContacts().find(EVIL)).isEmpty();
            assertThat(store.communityContacts().find(GOOD)).isPresent();
            assertThat(store.hints().findAll(List.of(EVIL, GOOD))).containsOnlyKeys(GOOD);
            assertThat(store.events().log().after(0, 9))
                    .extracting(each -> each.event().site())
                    .containsExactly(GOOD);
            assertThat(store.events().sources().due(LATER, 9))
                    .extracting(Watch::name)
                    .containsExactly(GOOD);
            assertThat(subjects(store))
                    .containsExactly("www.not-evil.example", "not-evil.example", "", "");
            assertThat(store.erasure().forget(EVIL)).isFalse();
        }
    }

    /** Made of what was read before. */
    @Test
    default void eventsThatWereBeingMadeMeanwhileAreNotTaken() {
        try (Store store = open()) {
            Progress read = store.events().sources().progress();
            store.contacts().recordIfAbsent(EVIL, THEN);
            store.erasure().forget(EVIL);
            NewEvent event = new NewEvent("e", "first-contact", EVIL, THEN, "{}");
            EventStep step =
                    new EventStep(read, 1, List.of(event), List.of(), List.of(), List.of());
            assertThat(store.events().log().append(step)).isFalse();
            assertThat(store.events().log().after(0, 9)).isEmpty();
        }
    }

    @Test
    default void askedAboutAgainItIsAFirstContactWithANewNumber() {
        List<LoggedContact> before;
        try (Store store = open()) {
            fill(store, GOOD);
            fill(store, EVIL);
            before = store.contacts().after(0, 9);
            store.erasure().forget(EVIL);
            assertThat(store.contacts().recordIfAbsent(GOOD, LATER)).isEqualTo(contact(THEN));
        }
        try (Store store = open()) {
            assertThat(store.contacts().recordIfAbsent(EVIL, LATER))
                    .isEqualTo(new Contact(LATER, true));
            assertThat(store.contacts().after(before.getLast().cursor(), 9))
                    .extracting(LoggedContact::site)
                    .containsExactly(EVIL);
            assertThat(store.contacts().count()).isEqualTo(2);
        }
    }

    private static Contact contact(Instant firstAsked) {
        return new Contact(firstAsked, false);
    }

    @Test
    default void otherProcessesNoticeThatASiteWasForgotten() {
        try (Store one = open();
                Store other = open()) {
            fill(one, EVIL);
            assertThat(other.contacts().recordIfAbsent(EVIL, LATER)).isEqualTo(contact(THEN));
            long resets = one.contacts().resets();

            other.erasure().forget(EVIL);

            assertThat(one.contacts().resets()).isGreaterThan(resets);
            assertThat(one.contacts().find(EVIL)).isEmpty();
            assertThat(one.contacts().recordIfAbsent(EVIL, LATER))
                    .isEqualTo(new Contact(LATER, true));
            assertThat(other.contacts().recordIfAbsent(EVIL, LATER)).isEqualTo(contact(LATER));
        }
    }

    @Test
    default void siteIsForgottenAmongManyThatAreRecordedMeanwhile() {
        try (Store store = open()) {
            store.contacts().recordIfAbsent(EVIL, THEN);
            List<Boolean> done =
                    ConcurrentCallers.together(
                            33,
                            i ->
                                    i == 16
                                            ? store.erasure().forget(EVIL)
                                            : store.contacts()
                                                    .recordIfAbsent(
                                                            new DomainName("n" + i + ".example"),
                                                            THEN)
                                                    .first());
            assertThat(done).containsOnly(true);
            assertThat(store.contacts().count()).isEqualTo(32);
            assertThat(sites(store.contacts())).hasSize(32).doesNotContain(EVIL.ascii());
        }
    }

    @Test
    default void whatIsOldGoesButThatASiteWasAskedAbout() {
        try (Store store = open()) {
            fill(store, EVIL);
            store.contacts().addAsked(List.of(new Asked(EVIL, THEN.plusSeconds(9), 7)));
            fill(store, GOOD);
            store.contacts().addAsked(List.of(new Asked(GOOD, LATER, 7)));
            store.clients().note(List.of(new ClientNote(GOOD, "late", LATER, LATER)));
            store.auditLog().append(new Entry(LATER, "bob", "", AuditAction.EXPORTED, "events"));

            assertThat(store.erasure().removeBefore(LATER)).isPositive();

            assertThat(store.contacts().after(0, 9))
                    .extracting(
                            LoggedContact::site,
                            LoggedContact::firstAsked,
                            LoggedContact::lastAsked,
                            LoggedContact::times)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(EVIL, THEN, THEN, 1L),
                            org.assertj.core.groups.Tuple.tuple(GOOD, THEN, LATER, 8L));
            assertThat(store.clients().of(List.of(EVIL, GOOD))).containsOnlyKeys(GOOD);
            assertThat(store.events().log().after(0, 9)).isEmpty();
            assertThat(store.hints().count()).isZero();
            assertThat(subjects(store)).containsExactly("events");
            assertThat(store.erasure().removeBefore(LATER)).isZero();
        }
    }

    @Test
    default void manyOldRowsAllGo() {
        try (Store store = open()) {
            List<DomainName> sites = TestSites.numbered(2_000);
            store.contacts().recordAllIfAbsent(sites, LATER);
            store.clients()
                    .note(
                            sites.stream()
                                    .map(each -> new ClientNote(each, "a", THEN, THEN))
                                    .toList());
            assertThat(store.erasure().removeBefore(LATER)).isEqualTo(2_000);
        }
    }
}
