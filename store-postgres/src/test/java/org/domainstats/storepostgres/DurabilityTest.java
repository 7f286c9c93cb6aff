package org.domainstats.storepostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.domainstats.postgres.PostgresAddress;
import org.domainstats.postgres.PostgresFaults;
import org.domainstats.postgreskit.EmbeddedPostgres;
import org.domainstats.postgreskit.FaultyProxy;
import org.domainstats.postgreskit.FaultyProxy.Swallowed;
import org.domainstats.store.StoreException;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** A start tells how contacts that were announced may be lost. */
final class DurabilityTest {

    private static final TestDatabase DATABASE = TestDatabase.create();

    private static List<String> risks(String setting) throws SQLException {
        try (Connection connection = TestDatabase.server().connect(DATABASE.address().database());
                Statement statement = connection.createStatement()) {
            statement.execute(setting);
            return Durability.risks(connection, InstantSource.system());
        }
    }

    /** A server whose clock was an hour ahead gave its first contacts that time, without a word. */
    @Test
    void clocksThatDifferAreNamed() throws SQLException {
        InstantSource ahead = () -> Instant.now().plus(Duration.ofHours(1));
        try (Connection connection = TestDatabase.server().connect("postgres")) {
            assertThat(Durability.risks(connection, ahead))
                    .anySatisfy(risk -> assertThat(risk).contains("the clock here says", "NTP"));
            assertThat(Durability.risks(connection, InstantSource.system()))
                    .noneSatisfy(risk -> assertThat(risk).contains("clock"));
        }
    }

    @Test
    void whatMayLoseContactsIsNamed() throws SQLException {
        // The server of the tests runs with fsync off and without a standby.
        assertThat(risks("SET synchronous_commit = off"))
                .anySatisfy(risk -> assertThat(risk).contains("fsync"))
                .anySatisfy(risk -> assertThat(risk).contains("synchronous_commit is off"));
        assertThat(risks("SET synchronous_commit = on"))
                .anySatisfy(risk -> assertThat(risk).contains("synchronous_standby_names"));
        assertThat(risks("SET synchronous_commit = local"))
                .anySatisfy(risk -> assertThat(risk).contains("no standby"));
    }

    @Test
    void aStandbyIsRefusedWithTheWayOut() throws IOException {
        try (EmbeddedPostgres standby = EmbeddedPostgres.start("fsync=off")) {
            standby.kill();
            Path signal = standby.dataFolder().resolve("standby.signal");
            Files.createFile(signal);
            standby.own(signal);
            standby.restart();
            PostgresAddress address =
                    PostgresAddress.parse(standby.address(EmbeddedPostgres.SUPERUSER, "postgres"));
            assertThatThrownBy(() -> PostgresStore.open(address, () -> null, Duration.ofSeconds(2)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("no host of it is a primary");
        }
    }

    /** An I/O error was all that was said while a standby hung and held up each commit. */
    @Test
    void whereNoReplyComesTheStandbyIsNamed() throws Exception {
        try (FaultyProxy proxy = FaultyProxy.start(TestDatabase.server().port());
                Connection connection =
                        DriverManager.getConnection(
                                "jdbc:postgresql://127.0.0.1:%d/postgres?user=%s"
                                        .formatted(proxy.port(), EmbeddedPostgres.SUPERUSER))) {
            connection.setNetworkTimeout(Runnable::run, 100);
            proxy.disturb((_, _) -> new Swallowed());
            assertThatThrownBy(() -> connection.createStatement().execute("SELECT 1"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            fault ->
                                    assertThat(PostgresFaults.fault(DATABASE.address(), fault))
                                            .hasMessageContaining("SyncRep"));
        }
    }
}
