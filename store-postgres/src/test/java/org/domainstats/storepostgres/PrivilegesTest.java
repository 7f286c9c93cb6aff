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

    /** The server was ready, and each first contact went into its journal. */
    @Test
    void withoutTheRightToMakeContactsTheStoreIsNotReady() throws SQLException {
        TestDatabase database = TestDatabase.create();
        String name = database.address().database();
        try (Connection connection = TestDatabase.server().connect(name);
                Statement owner = connection.createStatement()) {
            owner.execute("CREATE ROLE " + USER + " LOGIN");
            owner.execute(PostgresStore.grants(USER));
            PostgresAddress address =
                    PostgresAddress.parse(TestDatabase.server().address(USER, name));
            try (PostgresStore store =
                    PostgresStore.open(address, () -> null, TestDatabase.PATIENCE)) {
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
