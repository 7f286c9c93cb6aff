package org.domainstats.storepostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.domainstats.model.DomainName;
import org.domainstats.postgres.PostgresAddress;
import org.domainstats.postgreskit.PgBouncer;
import org.domainstats.store.StoreException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.time.Instant;

/** A real PgBouncer in front of the database. */
final class PoolerTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final DomainName SITE = new DomainName("site.example");
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    private static PgBouncer start(String mode) throws IOException {
        assumeTrue(
                PgBouncer.isThere() || System.getenv("CI") != null,
                "there is no pgbouncer on this machine");
        return PgBouncer.start(TestDatabase.server().port(), mode);
    }

    private static PostgresStore open(PgBouncer pooler) {
        PostgresAddress address =
                PostgresAddress.parse(pooler.address(DATABASE.address().database()));
        return PostgresStore.open(address, () -> null, TestDatabase.TIMEOUT);
    }

    /** Statements of one connection were carried out for another, and announcements were lost. */
    @ParameterizedTest
    @ValueSource(strings = {"transaction", "statement"})
    void whatHandsSessionsOnIsRefused(String mode) throws IOException {
        try (PgBouncer pooler = start(mode)) {
            assertThatThrownBy(() -> open(pooler).close())
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("set PgBouncer's pool_mode to session");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = "session")
    void whatKeepsThemIsUsed(String mode) throws IOException {
        try (PgBouncer pooler = start(mode);
                PostgresStore store = open(pooler)) {
            assertThat(store.contacts().recordIfAbsent(SITE, NOW).first()).isTrue();
        }
    }
}
