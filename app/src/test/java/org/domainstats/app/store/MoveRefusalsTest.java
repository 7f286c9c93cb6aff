package org.domainstats.app.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.app.Cli;
import org.domainstats.model.DomainName;
import org.domainstats.postgres.PostgresAddress;
import org.domainstats.postgreskit.EmbeddedPostgres;
import org.domainstats.processkit.CommandResult;
import org.domainstats.storemove.PostgresTables;
import org.domainstats.storepostgres.PostgresStore;
import org.domainstats.storesqlite.SqliteStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A move removes what only its target has: into which database it must not go. */
final class MoveRefusalsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final List<DomainName> SHARED =
            List.of(new DomainName("one.example"), new DomainName("two.example"));

    @TempDir private Path data;

    @Test
    void neitherBesideAnotherMoveNorUnderServersNorOverWhatIsNoCopy() throws Exception {
        try (SqliteStore store = SqliteStore.open(data.resolve("contacts.db"))) {
            store.contacts().recordIfAbsent(new DomainName("small.example"), NOW);
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start("fsync=off")) {
            String url = postgres.createDatabase("shared");
            PostgresAddress address = PostgresAddress.parse(url);
            PostgresStore.applySchema(address, () -> null);
            try (PostgresTables _ = PostgresTables.open(address, () -> null)) {
                assertThat(finish(url).err()).contains("another migrate-store goes on");
            }
            try (PostgresStore server = open(address)) {
                server.contacts().recordAllIfAbsent(SHARED, NOW);
                assertThat(finish(url).err()).contains("servers are connected");
                assertThat(finish(url, "--resume").err()).contains("servers are connected");
            }
            assertThat(finish(url).err()).contains("more contacts than the source");
            assertThat(Files.exists(data.resolve("contacts.db"))).isTrue();
            try (PostgresStore server = open(address)) {
                assertThat(server.contacts().findAll(SHARED)).hasSize(2);
            }
        }
    }

    /** What the server wrote was removed as what only the target has. */
    @Test
    void norIntoAFolderWhoseServerRuns() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start("fsync=off")) {
            String url = postgres.createDatabase("shared");
            PostgresAddress address = PostgresAddress.parse(url);
            PostgresStore.applySchema(address, () -> null);
            try (PostgresStore source = open(address)) {
                source.contacts().recordAllIfAbsent(SHARED, NOW);
            }
            DomainName own = new DomainName("own.example");
            try (SqliteStore server = SqliteStore.open(data.resolve("contacts.db"))) {
                server.contacts().recordIfAbsent(own, NOW);
                assertThat(move(url, "--to-sqlite", "--resume").err())
                        .contains("contacts.db is open in another process", "--data");
                assertThat(finish(url, "--to-sqlite", "--resume").err())
                        .contains("contacts.db is open in another process");
                assertThat(server.contacts().recordIfAbsent(own, NOW).first()).isFalse();
                assertThat(server.contacts().count()).isOne();
            }
            assertThat(finish(url, "--to-sqlite", "--resume").exit()).isZero();
        }
    }

    /** It said "cannot commit - no transaction is active". */
    @Test
    void whatTheTargetSaysOfItsDiskIsSaid() throws Exception {
        Path target = data.resolve("contacts.db");
        SqliteStore.open(target).close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + target);
                Statement full = connection.createStatement()) {
            full.execute(
                    "CREATE TRIGGER full BEFORE INSERT ON contacts"
                            + " BEGIN SELECT RAISE(ROLLBACK, 'disk is full'); END");
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start("fsync=off")) {
            String url = postgres.createDatabase("shared");
            PostgresAddress address = PostgresAddress.parse(url);
            PostgresStore.applySchema(address, () -> null);
            try (PostgresStore server = open(address)) {
                server.contacts().recordAllIfAbsent(SHARED, NOW);
            }
            assertThat(finish(url, "--to-sqlite", "--resume").err())
                    .contains("disk is full", "run it again with --resume");
        }
    }

    private static PostgresStore open(PostgresAddress address) {
        return PostgresStore.open(address, () -> null, Duration.ofSeconds(60));
    }

    private CommandResult finish(String store, String... flags) throws Exception {
        List<String> words = new ArrayList<>(List.of(flags));
        words.add("--finish");
        return move(store, words.toArray(String[]::new));
    }

    private CommandResult move(String store, String... flags) throws Exception {
        List<String> words = new ArrayList<>(List.of("admin", "migrate-store"));
        words.addAll(List.of(flags));
        words.addAll(List.of("--data", data.toString(), "--store", store));
        return Cli.run(words.toArray(String[]::new));
    }
}
