package org.domainstats.storepostgres;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.domainstats.postgres.PostgresAddress;
import org.domainstats.postgreskit.EmbeddedPostgres;
import org.domainstats.store.StoreException;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** In which encoding a database may be. */
final class EncodingTest {

    /**
     * All went well in it until an analyst's note, or a registry's reply, was in another script.
     */
    @Test
    void oneThatHasNotAllScriptsIsRefused() throws SQLException {
        try (Connection connection = TestDatabase.server().connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0");
        }
        PostgresAddress latin =
                PostgresAddress.parse(
                        TestDatabase.server().address(EmbeddedPostgres.SUPERUSER, "latin"));
        assertThatThrownBy(() -> PostgresStore.applySchema(latin, () -> null))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("has the encoding LATIN1")
                .hasMessageContaining("ENCODING 'UTF8'");
    }
}
