package org.domainstats.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PostgresAddressTest {

    @Test
    void hostsUserDatabaseAndOptionsAreRead() {
        PostgresAddress address =
                PostgresAddress.parse(
                        "postgresql://stats%40soc@db1:5432,db2:5433/memory?sslrootcert=/etc/ca.pem");
        assertThat(address.user()).isEqualTo("stats@soc");
        assertThat(address.jdbcUrl()).isEqualTo("jdbc:postgresql://db1:5432,db2:5433/memory");
        assertThat(address.properties())
                .containsEntry("sslrootcert", "/etc/ca.pem")
                .containsEntry("sslmode", "verify-full")
                .containsEntry("targetServerType", "primary");
        assertThat(address).hasToString("postgresql://stats@soc@db1:5432,db2:5433/memory");
    }

    @Test
    void theServerMustProveWhoItIsBeyondLoopback() {
        assertThat(properties("postgresql://u@db.example/m", "sslmode")).isEqualTo("verify-full");
        assertThat(properties("postgresql://u@127.0.0.1:5432/m", "sslmode")).isEqualTo("prefer");
        assertThat(properties("postgresql://u@[::1]/m", "sslmode")).isEqualTo("prefer");
        assertThat(properties("postgresql://u@localhost,db2/m", "sslmode"))
                .isEqualTo("verify-full");
        assertThat(PostgresAddress.parse("postgresql://u@db/m?sslmode=disable").isUnprotected())
                .isTrue();
        assertThat(PostgresAddress.parse("postgresql://u@db/m").isUnprotected()).isFalse();
    }

    /** The server was refused though the URL said that it need not prove who it is. */
    @Test
    void onlyWhereItMustProveWhoItIsIsItsAuthorityLookedFor() {
        String java = "org.postgresql.ssl.DefaultJavaSSLFactory";
        assertThat(properties("postgresql://u@db/m", "sslfactory")).isEqualTo(java);
        assertThat(properties("postgresql://u@127.0.0.1/m?sslmode=verify-full", "sslfactory"))
                .isEqualTo(java);
        assertThat(properties("postgresql://u@db/m?sslmode=require", "sslfactory")).isNull();
        assertThat(properties("postgresql://u@db/m?sslrootcert=/ca.pem", "sslfactory")).isNull();
    }

    private static @Nullable String properties(String url, String name) {
        return PostgresAddress.parse(url).properties().getProperty(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://user:secret@host/db",
                "postgresql://host/db",
                "postgresql://user@/db",
                "postgresql://user@host/",
                "postgresql://user@host",
                "postgresql://user@host/db?password=secret",
                "postgresql://user@host/db?options=-c",
                "mysql://user@host/db"
            })
    void whatIsNoAddressIsRefused(String text) {
        assertThatThrownBy(() -> PostgresAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret@");
    }
}
