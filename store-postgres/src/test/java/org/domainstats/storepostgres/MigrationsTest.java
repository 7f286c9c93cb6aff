package org.domainstats.storepostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.domainstats.store.StoreException;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.stream.Stream;

class MigrationsTest {

    /** One that is not named in the class is never applied. */
    @Test
    void eachFileIsAMigration() throws IOException, URISyntaxException {
        Path first =
                Path.of(
                        Objects.requireNonNull(Migrations.class.getResource("V1__store.sql"))
                                .toURI());

        try (Stream<Path> files = Files.list(first.resolveSibling("."))) {
            assertThat(files.filter(each -> each.toString().endsWith(".sql")).count())
                    .isEqualTo(Migrations.newest());
        }
    }

    /** The command said that none was to be applied, and no server started. */
    @Test
    void tablesOfANewerProgramAreLeftAlone() throws SQLException {
        TestDatabase database = TestDatabase.create();
        try (Connection connection = TestDatabase.server().connect(database.address().database());
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "INSERT INTO schema_history SELECT 1000, '999', description, type,"
                            + " 'V999__later.sql', checksum, installed_by, installed_on,"
                            + " execution_time, success FROM schema_history WHERE version = '1'");
        }
        assertThatThrownBy(() -> PostgresStore.applySchema(database.address(), () -> null))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("made by a newer domain-stats (schema 999,");
        assertThatThrownBy(database::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("made by a newer domain-stats (schema 999,");
    }
}
