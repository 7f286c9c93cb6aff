package org.domainstats.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import org.domainstats.base.Deadline;
import org.domainstats.httpclient.BlockingHttpClient;
import org.domainstats.httpclient.HttpClientSettings;
import org.domainstats.httpclient.SharedVertx;
import org.domainstats.httpclient.TrustedAuthorities;
import org.domainstats.model.FeedVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

class FeedUpdaterTest {

    private static final Duration DAY = Duration.ofDays(1);

    @TempDir private Path folder;

    /** A reply that named such a version used to end all pulls that a reply leads to. */
    @Test
    void versionThatDoesNotExistDoesNotHideTheNextOne() throws IOException {
        RandomGenerator none = () -> 0;
        try (FeedJourney journey = new FeedJourney(folder);
                FeedUpdater updater =
                        new FeedUpdater(
                                journey.client(journey.key.publicKey()),
                                journey.pulled::version,
                                none)) {
            journey.know("google.com");
            journey.publish();
            updater.newestIs(FeedVersion.of("999999.1"));
            await(journey, "1.1");
            journey.know("new.com");
            journey.publish();
            updater.newestIs(FeedVersion.of("1.2"));
            await(journey, "1.2");
        }
    }

    /** The feed's server accepts the connection, and that is all. */
    @Test
    void stopWaitsForNoPull() throws Exception {
        try (ServerSocket hanging = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                SharedVertx vertx = new SharedVertx();
                FeedJourney journey = new FeedJourney(folder)) {
            BlockingHttpClient http =
                    new BlockingHttpClient(
                            vertx,
                            HttpClientSettings.forNamedHosts("test", TrustedAuthorities.java()));
            FeedClient client =
                    journey.client(
                            FeedSource.of("http://127.0.0.1:" + hanging.getLocalPort(), http),
                            journey.key.publicKey());
            FeedUpdater updater = new FeedUpdater(client, journey.pulled::version, () -> 0);
            updater.newestIs(FeedVersion.of("1.1"));
            try (Socket _ = hanging.accept()) {
                assertTimeoutPreemptively(
                        Duration.ofSeconds(20), () -> updater.close(Deadline.in(DAY)));
            }
        }
    }

    private static void await(FeedJourney journey, String version) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!journey.pulled.version().equals(FeedVersion.of(version))
                && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        assertThat(journey.pulled.version()).isEqualTo(FeedVersion.of(version));
    }
}
