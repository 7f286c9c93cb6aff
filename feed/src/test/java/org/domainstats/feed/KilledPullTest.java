package org.domainstats.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.feed.publishing.FeedPublisher;
import org.domainstats.httpclient.BlockingHttpClient;
import org.domainstats.httpclient.HttpClientSettings;
import org.domainstats.httpclient.SharedVertx;
import org.domainstats.httpclient.TrustedAuthorities;
import org.domainstats.knowndomains.SqliteKnownDomains;
import org.domainstats.model.Age;
import org.domainstats.model.DomainName;
import org.domainstats.model.FeedVersion;
import org.domainstats.model.KnownDomain;
import org.domainstats.store.KnownDomains.Change;
import org.domainstats.store.KnownDomains.Scope;
import org.domainstats.storesqlite.SqliteCommunity;
import org.domainstats.storesqlite.SqliteStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.IntStream;

/** A pull that is killed in the middle of 100,000 rows, and one that is not. */
@Tag("long")
class KilledPullTest {

    private static final int ROWS = 100_000;

    @TempDir private Path folder;

    @Test
    void killedPullLeavesTheOldVersionWhole() throws Exception {
        publish("first", 10);
        try (SqliteKnownDomains known = client(folder)) {
            assertThat(pull(folder, known, FeedProgress.SILENT))
                    .isInstanceOf(FeedOutcome.Updated.class);
        }
        publish("second", ROWS);
        killInTheMiddle();
        try (SqliteKnownDomains known = client(folder)) {
            assertThat(known.version()).isEqualTo(FeedVersion.of("1.1"));
            assertThat(known.count()).isEqualTo(10);
            assertThat(pull(folder, known, FeedProgress.SILENT))
                    .isInstanceOf(FeedOutcome.Updated.class);
            assertThat(known.count()).isEqualTo(10 + ROWS);
            assertThat(known.find(new DomainName("second-77777.com"))).isPresent();
        }
    }

    private void publish(String name, int count) throws IOException {
        try (SqliteStore store = SqliteStore.open(folder.resolve("server/contacts.db"));
                SqliteKnownDomains known =
                        SqliteKnownDomains.open(folder.resolve("server/known.db"));
                SqliteCommunity community =
                        SqliteCommunity.open(folder.resolve("server/community.db"))) {
            known.apply(
                    Scope.DELTA,
                    FeedVersion.NONE,
                    IntStream.range(0, count)
                            .<Change>mapToObj(
                                    i ->
                                            new Change.Put(
                                                    new DomainName(name + "-" + i + ".com"),
                                                    new KnownDomain(-1, true, Instant.EPOCH)))
                            .iterator());
            FeedSigningKey key = FeedKeyFile.open(folder.resolve("server/feed-key"));
            new FeedPublisher(
                            folder,
                            key,
                            new FeedPublisher.Sources(
                                    known,
                                    store.registrations(),
                                    community.askers(),
                                    FeedJourney.HOSTNAMES,
                                    null),
                            Age.DEFAULT,
                            InstantSource.system())
                    .publish(false);
        }
    }

    private static SqliteKnownDomains client(Path folder) {
        return SqliteKnownDomains.open(folder.resolve("client/known.db"));
    }

    private static FeedOutcome pull(Path folder, SqliteKnownDomains known, FeedProgress progress) {
        return new FeedClient(
                        FeedSource.of(
                                folder.resolve("feed").toString(),
                                new BlockingHttpClient(
                                        new SharedVertx(),
                                        HttpClientSettings.forNamedHosts(
                                                "test", TrustedAuthorities.java()))),
                        new FeedTrust(null, folder.resolve("client/feed-keys")),
                        known,
                        folder.resolve("client/staging"),
                        new FeedClient.Policy(
                                FeedJourney.HOSTNAMES,
                                Age.DEFAULT,
                                InstantSource.system(),
                                Duration.ofDays(7),
                                false))
                .pull(progress);
    }

    private void killInTheMiddle() throws Exception {
        Process other =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Victim.class.getName(),
                                folder.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (BufferedReader out = other.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).isEqualTo("in the middle");
        } finally {
            other.destroyForcibly().waitFor();
        }
    }

    /** Pulls, says when it is in the middle of it, and waits there to be killed. */
    static final class Victim {

        private Victim() {}

        @SuppressWarnings("SystemOut") // Its parent reads it.
        public static void main(String[] arguments) {
            Path folder = Path.of(arguments[0]);
            try (SqliteKnownDomains known = client(folder)) {
                pull(
                        folder,
                        known,
                        new FeedProgress() {
                            @Override
                            public void downloaded(String file, long bytes, long size) {}

                            @Override
                            public void applied(String file, long rows, long all) {
                                if (rows >= ROWS / 2) {
                                    System.out.println("in the middle");
                                    while (true) {
                                        java.util.concurrent.locks.LockSupport.park();
                                    }
                                }
                            }
                        });
            }
        }
    }
}
