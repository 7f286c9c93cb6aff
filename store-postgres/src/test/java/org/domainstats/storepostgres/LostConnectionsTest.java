package org.domainstats.storepostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.domainstats.model.DomainName;
import org.domainstats.postgres.PostgresAddress;
import org.domainstats.postgreskit.EmbeddedPostgres;
import org.domainstats.postgreskit.FaultyProxy;
import org.domainstats.postgreskit.FaultyProxy.Cut;
import org.domainstats.postgreskit.FaultyProxy.Direction;
import org.domainstats.postgreskit.FaultyProxy.Disturbance;
import org.domainstats.postgreskit.FaultyProxy.Passed;
import org.domainstats.postgreskit.FaultyProxy.Swallowed;
import org.domainstats.postgreskit.FaultyProxy.Treatment;
import org.domainstats.store.Contact;
import org.domainstats.store.StoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A commit whose reply never came is found by its claim; nothing is announced twice or lost. */
final class LostConnectionsTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final DomainName SITE = new DomainName("site.example");
    private static final DomainName OTHER = new DomainName("other.example");
    private static final Instant EARLY = Instant.parse("2026-11-24T10:00:00Z");
    private static final Instant LATER = EARLY.plusSeconds(60);

    /** What a statement that makes contacts has in it, when it is sent for the first times. */
    private static final String RECORDS = "INSERT INTO contacts";

    private static final String TAKES = "UPDATE contacts c SET claim = $1";

    private FaultyProxy proxy;

    @BeforeEach
    void start() throws IOException {
        DATABASE.clear();
        proxy = FaultyProxy.start(TestDatabase.server().port());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
    }

    private PostgresStore open(Duration timeout) {
        return PostgresStore.open(
                PostgresAddress.parse(
                        "postgresql://"
                                + EmbeddedPostgres.SUPERUSER
                                + "@127.0.0.1:"
                                + proxy.port()
                                + "/"
                                + DATABASE.address().database()),
                () -> null,
                timeout);
    }

    /** Lets a statement reach the server, and loses its reply. */
    private static final class ReplyLost implements Disturbance {

        private final String statement;
        private final int times;
        private final Treatment then;
        private final AtomicInteger lost = new AtomicInteger();
        private final AtomicBoolean armed = new AtomicBoolean();

        ReplyLost(String statement, int times, Treatment then) {
            this.statement = statement;
            this.times = times;
            this.then = then;
        }

        @Override
        public Treatment of(Direction direction, byte[] chunk) {
            if (direction == Direction.TO_SERVER) {
                if (new String(chunk, StandardCharsets.ISO_8859_1).contains(statement)
                        && lost.get() < times) {
                    armed.set(true);
                }
                return new Passed(Duration.ZERO);
            }
            if (armed.compareAndSet(true, false)) {
                lost.incrementAndGet();
                return then;
            }
            return new Passed(Duration.ZERO);
        }
    }

    @Test
    void aCommitWhoseReplyWasCutOffIsFoundByItsClaim() {
        try (PostgresStore store = open(TestDatabase.TIMEOUT)) {
            ReplyLost twice = new ReplyLost(RECORDS, 1, new Cut());
            proxy.disturb(twice);
            assertThat(store.contacts().recordIfAbsent(SITE, EARLY))
                    .isEqualTo(new Contact(EARLY, true));
            assertThat(twice.lost).hasValue(1);
            assertThat(store.contacts().recordIfAbsent(SITE, LATER))
                    .isEqualTo(new Contact(EARLY, false));
            assertThat(store.contacts().count()).isOne();
        }
    }

    @Test
    void aReplyThatNeverComesIsGivenUpAndTheCommitFound() {
        try (PostgresStore store = open(Duration.ofSeconds(2))) {
            ReplyLost once = new ReplyLost(RECORDS, 1, new Swallowed());
            proxy.disturb(once);
            boolean first = announced(store, SITE, EARLY);
            assertThat(once.lost).hasValue(1);
            awaitSettled(store);
            while (!store.status().isReachable()) {
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            }
            assertThat(announced(store, SITE, LATER)).isNotEqualTo(first);
        }
    }

    /** Asks until there is an answer; whether it announced. */
    private static boolean announced(PostgresStore store, DomainName site, Instant at) {
        try {
            return store.contacts().recordIfAbsent(site, at).first();
        } catch (StoreException e) {
            return false;
        }
    }

    @Test
    void anAnnouncementTakenOverIsFoundByItsClaim() {
        try (PostgresStore store = open(TestDatabase.TIMEOUT)) {
            store.contacts().recordIfAbsent(SITE, EARLY);
            store.contacts().withdrawAnnouncements(List.of(SITE));
            ReplyLost once = new ReplyLost(TAKES, 1, new Cut());
            proxy.disturb(once);
            assertThat(store.contacts().recordIfAbsent(SITE, LATER))
                    .isEqualTo(new Contact(EARLY, true));
            assertThat(once.lost).hasValue(1);
            assertThat(store.contacts().recordIfAbsent(SITE, LATER).first()).isFalse();
        }
    }

    @Test
    void whoGaveUpIsNotToldAndTheNextIs() {
        try (PostgresStore store = open(Duration.ofSeconds(1));
                PostgresStore direct = DATABASE.open()) {
            AtomicBoolean reached = new AtomicBoolean();
            proxy.disturb(
                    (direction, chunk) -> {
                        if (new String(chunk, StandardCharsets.ISO_8859_1).contains(RECORDS)) {
                            reached.set(true);
                        }
                        return direction == Direction.TO_CLIENT && reached.get()
                                ? new Cut()
                                : new Passed(Duration.ZERO);
                    });
            assertThatThrownBy(() -> store.contacts().recordIfAbsent(SITE, EARLY))
                    .isInstanceOf(StoreException.class);
            assertThat(direct.contacts().find(SITE)).contains(EARLY);
            assertThat(store.status().unsettled()).isOne();
            long before = direct.contacts().resets();
            proxy.heal();
            awaitSettled(store);
            assertThat(direct.contacts().resets())
                    .as("others may hold it as known")
                    .isGreaterThan(before);
            assertThat(direct.contacts().recordIfAbsent(SITE, LATER))
                    .isEqualTo(new Contact(EARLY, true));
            assertThat(direct.contacts().recordIfAbsent(SITE, LATER).first()).isFalse();
        }
    }

    @Test
    void aStatementThatArrivesLateTakesNoAnnouncementAway() throws SQLException {
        long given = 17;
        Map<String, Long> asked = Map.of(SITE.ascii(), EARLY.toEpochMilli());
        try (PostgresStore store = DATABASE.open();
                Connection connection =
                        TestDatabase.server().connect(DATABASE.address().database())) {
            store.contacts().recordIfAbsent(SITE, EARLY);
            store.contacts().withdrawAnnouncements(List.of(SITE));
            Map<String, RecordedSite> read = ContactRows.find(connection, asked.keySet(), given);
            // Given up, and settled before what was sent for it arrives.
            connection.setAutoCommit(false);
            ContactRows.settle(
                    connection, new ContactRows.InDoubt(asked, given), -18, InstantSource.system());
            connection.commit();
            connection.setAutoCommit(true);
            assertThat(ContactRows.take(connection, read, given)).isZero();
            assertThat(store.contacts().recordIfAbsent(SITE, LATER).first()).isTrue();
        }
    }

    @Test
    void whatWasTakenIsLeftToTheNextWhereTheRestIsRefused() throws SQLException {
        try (PostgresStore direct = DATABASE.open()) {
            direct.contacts().recordIfAbsent(SITE, EARLY);
            direct.contacts().withdrawAnnouncements(List.of(SITE));
        }
        try (PostgresStore store = open(Duration.ofSeconds(1));
                Connection connection =
                        TestDatabase.server().connect(DATABASE.address().database());
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS"
                            + " $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '25006'; END $$");
            statement.execute(
                    "CREATE TRIGGER refuse BEFORE INSERT ON contacts EXECUTE FUNCTION refuse()");
            try {
                assertThatThrownBy(
                                () ->
                                        store.contacts()
                                                .recordAllIfAbsent(List.of(SITE, OTHER), LATER))
                        .isInstanceOf(StoreException.class);
            } finally {
                statement.execute("DROP TRIGGER refuse ON contacts");
            }
            awaitSettled(store);
            try (PostgresStore direct = DATABASE.open()) {
                assertThat(direct.contacts().recordIfAbsent(SITE, LATER))
                        .isEqualTo(new Contact(EARLY, true));
                assertThat(direct.contacts().recordIfAbsent(OTHER, LATER).first()).isTrue();
            }
        }
    }

    @Test
    void whileTheDatabaseIsDownOthersNeedNotWaitForIt() {
        try (PostgresStore store = open(Duration.ofSeconds(1))) {
            proxy.disturb((_, _) -> new Cut());
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
            String reason = "";
            while (!reason.contains("cannot be reached since")) {
                assertThat(System.nanoTime()).as(reason).isLessThan(end);
                reason = String.valueOf(store.check().orElseThrow().getMessage());
            }
            proxy.heal();
            while (store.check().isPresent()) {
                assertThat(System.nanoTime()).as("reached again in time").isLessThan(end);
            }
            assertThat(store.contacts().recordIfAbsent(SITE, EARLY).first()).isTrue();
        }
    }

    private static void awaitSettled(PostgresStore store) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (store.status().unsettled() > 0) {
            assertThat(System.nanoTime()).as("settled in time").isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    @Test
    void aClaimOnTheCommunitysAnnouncementIsFoundAgain() {
        try (PostgresStore store = open(TestDatabase.TIMEOUT)) {
            store.communityContacts()
                    .put(
                            OTHER,
                            new org.domainstats.store.CommunityContacts.CommunityContact(
                                    EARLY, true, List.of()));
            ReplyLost once = new ReplyLost("UPDATE community_contacts SET claim", 1, new Cut());
            proxy.disturb(once);
            assertThat(store.communityContacts().claimAnnouncement(OTHER)).isTrue();
            assertThat(once.lost).hasValue(1);
            assertThat(store.communityContacts().claimAnnouncement(OTHER)).isFalse();
        }
    }
}
