package org.domainstats.app.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.app.Cli;
import org.domainstats.commandline.ExitCode;
import org.domainstats.processkit.CommandResult;
import org.domainstats.processkit.ServerProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The memory of domain_stats2 taken over, as its user types it. */
class MigrateAcceptanceTest {

    private static final int ROWS = 3_000;

    @TempDir private Path folder;

    private Path original;

    @BeforeEach
    void writeDatabaseOf2019() throws SQLException {
        original = folder.resolve("domain_stats.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + original);
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE domains(domain_id INTEGER PRIMARY KEY AUTOINCREMENT, domain text"
                            + " UNIQUE, seen_by_web, seen_by_us, seen_by_you, rank INTEGER DEFAULT"
                            + " -1, other BLOB)");
            connection.setAutoCommit(false);
            try (PreparedStatement insert =
                    connection.prepareStatement(
                            "INSERT INTO domains(domain, seen_by_web, seen_by_us, seen_by_you,"
                                    + " other) VALUES (?, ?, 'UNAVAILABLE', ?, '{}')")) {
                for (int i = 0; i < ROWS; i++) {
                    row(insert, "site" + i + ".dev", "2015-12-12 19:34:59", "2020-03-01 10:00:00");
                }
                row(insert, "dotted.dev.", "UNAVAILABLE", "2020-03-01 10:00:00");
                row(insert, "feed.dev", "ESTABLISHED", "FIRST-CONTACT");
                row(insert, "no domain at all", "UNAVAILABLE", "2020-03-01 10:00:00");
                row(insert, "wrong.dev", "UNAVAILABLE", "yesterday");
            }
            connection.commit();
        }
    }

    private static void row(PreparedStatement insert, String domain, String web, String you)
            throws SQLException {
        insert.setString(1, domain);
        insert.setString(2, web);
        insert.setString(3, you);
        insert.executeUpdate();
    }

    @Test
    @Timeout(240)
    void contactsKeepTheirInstantsAndAreNotAnnouncedAgain() throws Exception {
        CommandResult dry = migrate("--dry-run", "--timezone-offset=-5");
        assertThat(dry.exit()).isZero();
        assertThat(dry.out()).contains("3,001 of them would be new");

        CommandResult first = migrate("--timezone-offset=-5");
        assertThat(first.exit()).isZero();
        assertThat(first.out())
                .contains("3,001 of them new", "not taken over:")
                .containsPattern("row [0-9]+|domain_id [0-9]+|no domain at all");
        assertThat(migrate("--timezone-offset=-5").out()).contains(" 0 of them new");

        try (ServerProcess server = Cli.serve(data(), "--rdap=off", "--whois=off")) {
            for (String name : List.of("site0.dev", "www.site2999.dev", "dotted.dev")) {
                assertThat(server.ask(name)).contains("\"seen_by_you\": \"2020-03-01 15:00:00\"");
            }
            assertThat(server.ask("site7.dev"))
                    .contains("\"seen_by_web\": \"2015-12-12 19:34:59\"");
            assertThat(server.ask("feed.dev")).contains("\"seen_by_you\": \"FIRST-CONTACT\"");
        }
    }

    @Test
    void whatIsNoFileOfAPredecessorFails() throws Exception {
        Path text = Files.writeString(folder.resolve("notes.txt"), "not a memory\n");

        CommandResult run =
                Cli.run("admin", "migrate", "--data", data().toString(), text.toString());

        assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(Cli.run("admin", "migrate", "--data", data().toString()).err())
                .contains("nothing to migrate: name a file, a folder or --settings");
    }

    @Test
    void settingsArePrintedByTheirNewNames() throws Exception {
        Path settings =
                Files.writeString(
                        folder.resolve("domain_stats.yaml"),
                        "local_port: 8000\ntimezone_offset: -5\nmemory_cache: true\n");

        CommandResult run = Cli.run("admin", "migrate", "--settings", settings.toString());

        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains("port: 8000", "timezone-offset: '-5'", "# memory_cache")
                .doesNotContain("answer-format");
    }

    private CommandResult migrate(String... flags) throws Exception {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "admin",
                                "migrate",
                                "--data",
                                data().toString(),
                                original.toString()));
        all.addAll(List.of(flags));
        return Cli.run(all.toArray(String[]::new));
    }

    private Path data() {
        return folder.resolve("data");
    }
}
