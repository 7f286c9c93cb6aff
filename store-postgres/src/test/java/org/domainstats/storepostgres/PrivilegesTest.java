package org.domainstats.storepostgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.postgres.PostgresAddress;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** What the user of servers must be allowed to do. */
final class PrivilegesTest {

    private static final String USER = "test_server";

    /** They named the schema public, whatever the store's URL says. */
    @Test
    void theyAreThoseOfTheSchemaOfTheStore() throws SQLException {
        String user = "server of a schema";
        String owner = TestDatabase.server().createDatabase("schemas");
        PostgresAddress tables = PostgresAddress.parse(owner + "?currentSchema=%22Ours%22,public");
        try (Connection connection = TestDatabase.server().connect("schemas");
                Statement admin = connection.createStatement()) {
            admin.execute("CREATE SCHEMA \"Ours\"");
            PostgresStore.applySchema(tables, () -> null);
            admin.execute("CREATE ROLE \"" + user + "\" LOGIN");
            admin.execute(PostgresStore.grants(user, tables.schema()));
        }
        PostgresAddress server =
                new PostgresAddress(tables.hosts(), tables.database(), user, tables.options());
        try (PostgresStore store = PostgresStore.open(server, () -> null, TestDatabase.TIMEOUT)) {
            assertThat(store.check()).isEmpty();
            assertThat(store.contacts().reset()).isZero();
        }
    }

    /** The server was ready, and each first contact went into its journal. */
    @Test
    void withoutTheRightToMakeContactsTheStoreIsNotReady() throws SQLException {
        TestDatabase database = TestDatabase.create();
        String name = database.address().database();
        try (Connection connection = TestDatabase.server().connect(name);
                Statement owner = connection.createStatement()) {
            owner.execute("CREATE ROLE " + USER + " LOGIN");
            owner.execute(PostgresStore.grants(USER, "public"));
            PostgresAddress address =
                    PostgresAddress.parse(TestDatabase.server().address(USER, name));
            try (PostgresStore store =
                    PostgresStore.open(address, () -> null, TestDatabase.TIMEOUT)) {
                assertThat(store.check()).isEmpty();
                assertThat(store.contacts().count()).isZero();
                owner.execute("REVOKE INSERT ON contacts FROM " + USER);
                assertThat(store.check().orElseThrow())
                        .hasMessageContaining("the user lacks a privilege")
                        .hasMessageContaining("admin schema --grant-to");
                owner.execute("GRANT INSERT ON contacts TO " + USER);
                assertThat(store.check()).isEmpty();
            }
        }
    }
}
