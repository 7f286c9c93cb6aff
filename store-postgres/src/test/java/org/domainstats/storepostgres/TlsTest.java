package org.domainstats.storepostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.domainstats.model.DomainName;
import org.domainstats.postgres.PostgresAddress;
import org.domainstats.postgreskit.EmbeddedPostgres;
import org.domainstats.postgreskit.FaultyProxy;
import org.domainstats.postgreskit.FaultyProxy.Direction;
import org.domainstats.postgreskit.FaultyProxy.Passed;
import org.domainstats.processkit.Await;
import org.domainstats.registrykit.PrivateAuthority;
import org.domainstats.store.StoreException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What a server must show of itself before anything is told to it. */
final class TlsTest {

    private static final String DATABASE = "tls";

    @TempDir private static Path folder;
    private static EmbeddedPostgres postgres;
    private static PrivateAuthority authority;

    /** A server of its own: with TLS, what tests see on the wire could not be read. */
    @BeforeAll
    static void start() throws Exception {
        postgres = EmbeddedPostgres.start("fsync=off");
        PostgresStore.applySchema(
                PostgresAddress.parse(postgres.createDatabase(DATABASE)), () -> null);
        authority = PrivateAuthority.in(folder);
        Path certificate = postgres.dataFolder().resolve("server.crt");
        Path key = postgres.dataFolder().resolve("server.key");
        authority.writeRegistry(certificate, key);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        postgres.own(certificate);
        postgres.own(key);
        try (Connection connection = postgres.connect(DATABASE);
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER SYSTEM SET ssl = on");
            statement.execute("SELECT pg_reload_conf()");
        }
        Await.until("TLS", TlsTest::isOn);
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    private static boolean isOn() throws Exception {
        try (Connection connection = postgres.connect(DATABASE);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW ssl")) {
            return row.next() && row.getString(1).equals("on");
        }
    }

    private static void assertRefused(String host, String options, String... words) {
        assertRefused(address(host, postgres.port(), options), words);
    }

    private static void assertRefused(PostgresAddress address, String... words) {
        assertThatThrownBy(() -> PostgresStore.open(address, () -> null, TestDatabase.TIMEOUT))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll(words);
    }

    private static PostgresAddress address(String host, int port, String options) {
        return PostgresAddress.parse(
                "postgresql://%s@%s:%d/%s?%s"
                        .formatted(EmbeddedPostgres.SUPERUSER, host, port, DATABASE, options));
    }

    private static String known() {
        return "sslmode=verify-full&sslrootcert=" + authority.certificate();
    }

    @Test
    void oneWithTheRightNameByAKnownAuthorityIsUsed() {
        PostgresAddress address = address("127.0.0.1", postgres.port(), known());
        try (PostgresStore store = PostgresStore.open(address, () -> null, TestDatabase.TIMEOUT)) {
            assertThat(
                            store.contacts()
                                    .recordIfAbsent(new DomainName("site.example"), Instant.EPOCH)
                                    .first())
                    .isTrue();
        }
    }

    @Test
    void oneWhoseCertificateIsForAnotherNameIsRefused() {
        assertRefused("localhost", known(), "@localhost:", "its certificate is for another name");
    }

    @Test
    void oneByAnAuthorityThatNobodyKnowsIsRefused() {
        assertRefused("127.0.0.1", "sslmode=verify-full", "not trusted here", "sslrootcert=FILE");
    }

    @Test
    void oneThatTakesNoTlsIsRefused() {
        PostgresAddress address =
                PostgresAddress.parse(
                        TestDatabase.server().address(EmbeddedPostgres.SUPERUSER, "postgres")
                                + "?sslmode=verify-full");
        assertRefused(address, "it takes no TLS", "ssl = on");
    }

    /** The pool tried for half of its timeout, and on a busy machine did not learn why. */
    @Test
    void aRefusalIsFinal() throws IOException {
        try (FaultyProxy proxy = FaultyProxy.start(postgres.port())) {
            Set<String> handshakes = ConcurrentHashMap.newKeySet();
            proxy.disturb(
                    (direction, chunk) -> {
                        // An SSLRequest has eight octets; the random number of a handshake follows.
                        if (direction == Direction.TO_SERVER && chunk.length > 100) {
                            handshakes.add(HexFormat.of().formatHex(chunk));
                        }
                        return new Passed(Duration.ZERO);
                    });
            assertRefused(
                    address("127.0.0.1", proxy.port(), "sslmode=verify-full"),
                    "not trusted here",
                    "sslrootcert=FILE");
            assertThat(handshakes).hasSize(1);
        }
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertRefused(
                "127.0.0.1",
                "sslmode=verify-full&sslrootcert=/no/ca.pem",
                "/no/ca.pem",
                "cannot be read");
    }
}
