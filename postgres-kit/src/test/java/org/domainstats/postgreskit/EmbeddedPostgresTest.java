package org.domainstats.postgreskit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;

/** PostgreSQL runs for root as well, and keeps what was committed when it is killed. */
final class EmbeddedPostgresTest {

    @Test
    @Tag("long")
    void whatWasCommittedOutlivesAKill() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            assertThat(postgres.createDatabase("memory"))
                    .isEqualTo("postgresql://postgres@127.0.0.1:" + postgres.port() + "/memory");
            try (Connection connection = postgres.connect("memory");
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE stored (n int)");
                statement.execute("INSERT INTO stored VALUES (42)");
            }
            postgres.kill();
            postgres.restart();
            try (Connection connection = postgres.connect("memory");
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT n FROM stored")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getInt(1)).isEqualTo(42);
            }
        }
    }
}
