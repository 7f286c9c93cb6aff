package org.domainstats.storepostgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.DomainName;
import org.domainstats.model.RegistrationOutcome.NoSource;
import org.domainstats.store.Contact;
import org.domainstats.store.Contacts.RecordedContacts;
import org.domainstats.store.StoredRegistration;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Contacts are recorded and registrations are read in one trip to the database. */
final class RegistrationsWithContactsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final DomainName SITE = new DomainName("new.example");
    private static final DomainName DOMAIN = new DomainName("known.example");
    private static final StoredRegistration STORED =
            new StoredRegistration(new NoSource(), NOW, NOW);

    /** More often than a statement is prepared by the driver alone. */
    private static final int TIMES = 20;

    @Test
    void theyAreReadInTheSameTrip() {
        try (PostgresStore store = TestDatabase.create().open()) {
            store.registrations().put(DOMAIN, STORED);
            for (int i = 0; i < TIMES; i++) {
                DomainName site = new DomainName("n" + i + ".example");
                RecordedContacts recorded =
                        store.contacts().beginRecording(List.of(site), NOW, List.of(DOMAIN)).get();
                assertThat(recorded)
                        .isEqualTo(
                                new RecordedContacts(
                                        List.of(new Contact(NOW, true)),
                                        Map.of(DOMAIN, STORED),
                                        null));
            }
        }
    }

    @Test
    void aTableThatCannotBeReadKeepsNoContactFromBeingRecorded() throws SQLException {
        TestDatabase database = TestDatabase.create();
        try (PostgresStore store = database.open();
                Connection connection =
                        TestDatabase.server().connect(database.address().database());
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE registrations RENAME TO gone");
            RecordedContacts recorded =
                    store.contacts().beginRecording(List.of(SITE), NOW, List.of(DOMAIN)).get();
            assertThat(recorded.contacts()).containsExactly(new Contact(NOW, true));
            assertThat(recorded.registrations()).isNull();
            assertThat(store.contacts().recordIfAbsent(SITE, NOW).first()).isFalse();
        }
    }
}
