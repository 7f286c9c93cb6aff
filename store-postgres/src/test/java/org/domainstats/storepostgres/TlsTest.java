package org.domainstats.storepostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.domainstats.model.DomainName;
import org.domainstats.postgres.PostgresAddress;
import org.domainstats.postgreskit.EmbeddedPostgres;
import org.domainstats.processkit.Await;
import org.domainstats.registrykit.PrivateAuthority;
import org.domainstats.store.StoreException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

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
        assertRefused(timeout -> open(host, options, timeout), words);
    }

    /** The pool tries for half of the timeout; on a busy machine one attempt may take longer. */
    private static void assertRefused(Function<Duration, PostgresStore> open, String... words) {
        Throwable refusal = catchThrowable(() -> open.apply(Duration.ofSeconds(1)));
        if (String.valueOf(refusal).contains("timed out")) {
            refusal = catchThrowable(() -> open.apply(TestDatabase.PATIENCE));
        }
        assertThat(refusal).isInstanceOf(StoreException.class).hasMessageContainingAll(words);
    }

    private static PostgresStore open(String host, String options, Duration timeout) {
        return PostgresStore.open(
                PostgresAddress.parse(
                        "postgresql://%s@%s:%d/%s?%s"
                                .formatted(
                                        EmbeddedPostgres.SUPERUSER,
                                        host,
                                        postgres.port(),
                                        DATABASE,
                                        options)),
                () -> null,
                timeout);
    }

    private static String known() {
        return "sslmode=verify-full&sslrootcert=" + authority.certificate();
    }

    @Test
    void oneWithTheRightNameByAKnownAuthorityIsUsed() {
        try (PostgresStore store = open("127.0.0.1", known(), TestDatabase.PATIENCE)) {
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
        assertRefused(
                timeout -> PostgresStore.open(address, () -> null, timeout),
                "it takes no TLS",
                "ssl = on");
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
