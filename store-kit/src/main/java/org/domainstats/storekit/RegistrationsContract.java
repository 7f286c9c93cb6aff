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
import org.domainstats.model.RegistrationOutcome.NoSource;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.model.Source;
import org.domainstats.store.Contact;
import org.domainstats.store.Contacts.RecordedContacts;
import org.domainstats.store.Store;
import org.domainstats.store.StoredRegistration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What was learned of a registration is kept to the last detail. */
public interface RegistrationsContract extends StoreContract {

    @Test
    default void everyOutcomeOutlivesTheProcess() {
        List<RegistrationOutcome> outcomes = outcomes();
        List<DomainName> domains = TestSites.numbered(outcomes.size());
        try (Store store = open()) {
            for (int i = 0; i < outcomes.size(); i++) {
                store.registrations().put(domains.get(i), stored(outcomes.get(i)));
            }
        }
        try (Store store = open()) {
            for (int i = 0; i < outcomes.size(); i++) {
                assertThat(store.registrations().find(domains.get(i)))
                        .contains(stored(outcomes.get(i)));
            }
        }
    }

    private static List<RegistrationOutcome> outcomes() {
        List<RegistrationOutcome> outcomes = new ArrayList<>();
        Instant beforeTheEpoch = Instant.parse("1969-12-31T23:59:59.500Z");
        for (Source source : Source.values()) {
            outcomes.add(new Undisclosed(null, source));
            outcomes.add(new Undisclosed(LATER, source));
            for (Barred reason : Barred.values()) {
                outcomes.add(new Undisclosed(null, source, reason));
            }
            outcomes.add(new Unregistered(source));
            for (Precision precision : Precision.values()) {
                outcomes.add(new Registered(EARLY, null, precision, null, source));
                outcomes.add(new Registered(beforeTheEpoch, EARLY, precision, LATER, source));
            }
        }
        outcomes.add(new NoSource());
        outcomes.add(new Unreachable("", null));
        outcomes.add(new Unreachable("whois.example: \"it's\" — no reply; within 5 s", LATER));
        return outcomes;
    }

    private static StoredRegistration stored(RegistrationOutcome outcome) {
        return new StoredRegistration(outcome, EARLY, LATER);
    }

    @Test
    default void whatIsLearnedAnewReplacesWhatWasKnown() {
        try (Store store = open()) {
            store.registrations().put(A, stored(new Unreachable("no reply", LATER)));
            store.registrations().put(A, stored(new NoSource()));
            assertThat(store.registrations().find(A)).contains(stored(new NoSource()));
            assertThat(store.registrations().find(B)).isEmpty();
        }
    }

    @Test
    default void updatesAtOneMomentStartFromWhatTheOthersWrote() {
        int updates = 200;
        try (Store one = open();
                Store other = open()) {
            one.registrations().put(A, stored(new NoSource()));
            ConcurrentCallers.together(
                    updates,
                    i ->
                            (i % 2 == 0 ? one : other)
                                    .registrations()
                                    .update(A, RegistrationsContract::oneSecondLater));
            assertThat(one.registrations().find(A))
                    .contains(
                            new StoredRegistration(
                                    new NoSource(), EARLY, LATER.plusSeconds(updates)));
        }
    }

    private static @Nullable StoredRegistration oneSecondLater(
            @Nullable StoredRegistration before) {
        return before == null
                ? null
                : new StoredRegistration(
                        before.outcome(), before.checked(), before.checkAgain().plusSeconds(1));
    }

    @Test
    default void anUpdateThatChangesNothingLeavesWhatIsThere() {
        try (Store store = open()) {
            assertThat(store.registrations().update(A, _ -> null)).isEmpty();
            assertThat(store.registrations().find(A)).isEmpty();
            store.registrations().put(A, stored(new NoSource()));
            assertThat(store.registrations().update(A, _ -> null)).contains(stored(new NoSource()));
            assertThat(store.registrations().find(A)).contains(stored(new NoSource()));
        }
    }

    /** A store may leave them to be read afterwards. */
    @Test
    default void whatIsReadWhileContactsAreRecordedIsWhatIsStored() {
        try (Store store = open()) {
            store.registrations().put(A, stored(new NoSource()));
            for (boolean first : List.of(true, false)) {
                RecordedContacts recorded =
                        store.contacts().beginRecording(List.of(B, A), EARLY, List.of(C, A)).get();
                assertThat(recorded.contacts()).containsOnly(new Contact(EARLY, first)).hasSize(2);
                if (recorded.registrations() != null) {
                    assertThat(recorded.registrations())
                            .isEqualTo(Map.of(A, stored(new NoSource())));
                }
            }
        }
    }

    @Test
    default void manyAreFoundAtOnceAndTheOthersAreLeftOut() {
        List<DomainName> domains = TestSites.numbered(3_000);
        try (Store store = open()) {
            assertThat(store.registrations().findAll(List.of())).isEmpty();
            store.registrations().put(domains.getFirst(), stored(new NoSource()));
            store.registrations().put(domains.getLast(), stored(new Unreachable("", null)));
            assertThat(store.registrations().findAll(domains))
                    .isEqualTo(
                            Map.of(
                                    domains.getFirst(), stored(new NoSource()),
                                    domains.getLast(), stored(new Unreachable("", null))));
        }
    }
}
