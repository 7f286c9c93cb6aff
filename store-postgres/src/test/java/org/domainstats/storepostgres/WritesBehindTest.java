package org.domainstats.storepostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.domainstats.model.DomainName;
import org.domainstats.processkit.Await;
import org.domainstats.store.Contacts.Asked;
import org.domainstats.store.Contacts.LoggedContact;
import org.domainstats.store.StoreException;
import org.domainstats.store.events.EventLog;
import org.domainstats.store.events.EventLog.Range;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What is written behind the answers may take longer than an answer. */
final class WritesBehindTest {

    private static final DomainName SITE = new DomainName("site.example");
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    /**
     * So did a contact; and the server carried it out when the lock was gone, though nobody waited
     * for it any more.
     */
    @Test
    void aContactThatWaitsForOthersIsNoOutageAndNotMadeLater() throws Exception {
        TestDatabase database = TestDatabase.create();
        try (PostgresStore store = PostgresStore.open(database.address(), () -> null, TIMEOUT);
                Connection other = TestDatabase.server().connect(database.address().database());
                Statement lock = other.createStatement()) {
            store.contacts().recordIfAbsent(new DomainName("other.example"), NOW);
            other.setAutoCommit(false);
            lock.execute("UPDATE contacts_state SET resets = resets");
            assertThatThrownBy(() -> store.contacts().recordIfAbsent(SITE, NOW))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("others hold the rows for too long");
            assertThat(store.status().isReachable()).isTrue();
            assertThat(store.status().unsettled()).isZero();
            other.rollback();
            assertThat(store.contacts().find(SITE)).isEmpty();
            assertThat(store.contacts().recordIfAbsent(SITE, NOW).first()).isTrue();
        }
    }

    /** One that waited for a lock counted as an outage, and all were told "unknown". */
    @Test
    void aSlowOneIsNoOutage() throws Exception {
        TestDatabase database = TestDatabase.create();
        try (PostgresStore store = PostgresStore.open(database.address(), () -> null, TIMEOUT);
                Connection other = TestDatabase.server().connect(database.address().database());
                Statement lock = other.createStatement()) {
            store.contacts().recordIfAbsent(SITE, NOW);
            other.setAutoCommit(false);
            lock.execute("UPDATE contacts SET asked = asked");
            CompletableFuture<Void> counting =
                    CompletableFuture.runAsync(
                            () -> store.contacts().addAsked(List.of(new Asked(SITE, NOW, 1))));
            assertThatThrownBy(() -> counting.get(2 * TIMEOUT.toMillis(), TimeUnit.MILLISECONDS))
                    .as("it goes on")
                    .isInstanceOf(TimeoutException.class);
            assertThat(store.status().isReachable()).isTrue();
            other.rollback();
            counting.get(1, TimeUnit.MINUTES);
            assertThat(store.contacts().after(0, 10))
                    .extracting(LoggedContact::times)
                    .containsExactly(2L);
        }
    }

    /** All were removed in one transaction: no output could note a delivery meanwhile. */
    @Test
    void whatOthersWriteGetsItsTurnWhileManyEventsAreRemoved() throws Exception {
        TestDatabase database = TestDatabase.create();
        try (PostgresStore store = database.open();
                Connection other = TestDatabase.server().connect(database.address().database());
                Statement statement = other.createStatement()) {
            statement.execute(
                    "INSERT INTO events SELECT n, n, 'first-contact', 'site.example', 0, '{}'"
                            + " FROM generate_series(1, 10000) n");
            statement.execute("UPDATE events_state SET last = 10000");
            EventLog log = store.events().log();
            store.events().outputs().add("slow", 0);
            other.setAutoCommit(false);
            statement.execute("UPDATE events SET kind = kind WHERE number = 9000");
            CompletableFuture<Void> removal =
                    CompletableFuture.runAsync(() -> log.removeUpTo(10_000));
            Await.until("two parts are removed", () -> log.range().oldest() > 8_000);

            assertThat(store.contacts().recordIfAbsent(SITE, NOW).first()).isTrue();
            store.events().outputs().delivered("slow", 8_999);
            assertThat(store.events().outputs().positions().get("slow"))
                    .extracting("delivered")
                    .isEqualTo(8_999L);

            assertThat(removal).isNotDone();
            other.rollback();
            removal.get(1, TimeUnit.MINUTES);
            assertThat(log.range()).isEqualTo(new Range(10_001, 10_000));
        }
    }
}
