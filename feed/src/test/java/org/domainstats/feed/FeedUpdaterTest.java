package org.domainstats.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.FeedVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

class FeedUpdaterTest {

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

    private static void await(FeedJourney journey, String version) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!journey.pulled.version().equals(FeedVersion.of(version))
                && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        assertThat(journey.pulled.version()).isEqualTo(FeedVersion.of(version));
    }
}
