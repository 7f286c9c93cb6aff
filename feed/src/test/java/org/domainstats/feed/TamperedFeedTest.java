package org.domainstats.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.FeedVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A feed in a folder that is tampered with, torn or turned back. */
class TamperedFeedTest {

    @TempDir private Path folder;
    private FeedJourney journey;

    @BeforeEach
    void open() {
        journey = new FeedJourney(folder);
    }

    @AfterEach
    void close() {
        journey.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "manifest.json",
                "manifest.json.sig",
                "1/2.delta.csv.gz",
                "1/2.snapshot.csv.gz"
            })
    void flippedBitInAnyFileChangesNothing(String name) throws IOException {
        journey.know("google.com");
        journey.publish();
        boolean fresh = name.contains("snapshot");
        if (!fresh) {
            journey.pull();
        }
        journey.know("new.com");
        journey.publish();
        FeedVersion before = journey.pulled.version();
        Path file = journey.site().resolve("feed").resolve(name);
        byte[] bytes = Files.readAllBytes(file);
        // The last byte of a signature file is a line feed, and says nothing.
        int end = name.endsWith(".sig") ? bytes.length - 1 : bytes.length;
        for (int at = 0; at < end; at += Math.max(1, bytes.length / 40)) {
            byte[] flipped = bytes.clone();
            flipped[at] ^= 1;
            Files.write(file, flipped);
            FeedOutcome outcome = journey.pull();
            assertThat(outcome).as("bit at %d", at).isInstanceOf(FeedOutcome.Refused.class);
            assertThat(journey.pulled.version()).isEqualTo(before);
            assertThat(journey.find("new.com")).isEmpty();
        }
        Files.write(file, bytes);
        assertThat(journey.pull()).isInstanceOf(FeedOutcome.Updated.class);
        assertThat(journey.find("new.com")).isPresent();
    }

    @Test
    void tornFileIsTakenUpAgainLater() throws IOException {
        journey.know("google.com");
        journey.publish();
        Path file = journey.site().resolve("feed/1/1.snapshot.csv.gz");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        assertThat(journey.pull().toString()).contains("Unreachable").contains("broke off at");
        assertThat(journey.pulled.count()).isZero();
        Files.write(file, bytes);
        assertThat(journey.pull()).isInstanceOf(FeedOutcome.Updated.class);
    }

    @Test
    void olderManifestIsRefused() throws IOException {
        journey.know("google.com");
        journey.publish();
        Path feed = journey.site().resolve("feed");
        byte[] manifest = Files.readAllBytes(feed.resolve("manifest.json"));
        byte[] signature = Files.readAllBytes(feed.resolve("manifest.json.sig"));
        journey.know("new.com");
        journey.publish();
        journey.pull();
        Files.write(feed.resolve("manifest.json"), manifest);
        Files.write(feed.resolve("manifest.json.sig"), signature);
        assertThat(journey.pull().toString())
                .contains("Refused")
                .contains("older than what is applied");
        assertThat(journey.find("new.com")).isPresent();
    }

    @Test
    void manifestsFitTheirSignatureWhileOneReplacesTheOther() throws IOException {
        journey.know("google.com");
        journey.publish();
        Path feed = journey.site().resolve("feed");
        byte[] old = Files.readAllBytes(feed.resolve("manifest.json"));
        byte[] oldSignature = Files.readAllBytes(feed.resolve("manifest.json.sig"));
        journey.know("new.com");
        journey.publish();
        byte[] signature = Files.readAllBytes(feed.resolve("manifest.json.sig"));
        byte[] both = new byte[signature.length + oldSignature.length];
        System.arraycopy(signature, 0, both, 0, signature.length);
        System.arraycopy(oldSignature, 0, both, signature.length, oldSignature.length);
        Files.write(feed.resolve("manifest.json.sig"), both);
        assertThat(journey.pull()).isInstanceOf(FeedOutcome.Updated.class);
        assertThat(journey.key.publicKey().verifies(old, both)).isTrue();
    }

    @Test
    void firstKeyIsPinnedAndAnotherIsRefused() throws IOException {
        journey.know("google.com");
        journey.publish();
        assertThat(journey.pull(null)).isInstanceOf(FeedOutcome.Updated.class);
        assertThat(Files.readString(folder.resolve("client/feed-keys")))
                .contains(journey.key.publicKey().toString());
        Path feed = journey.site().resolve("feed");
        FeedSigningKey other = FeedSigningKey.generate();
        Files.write(
                feed.resolve("manifest.json.sig"),
                other.sign(Files.readAllBytes(feed.resolve("manifest.json"))));
        Files.writeString(feed.resolve("key.txt"), other.publicKey().toString());
        assertThat(journey.pull(null).toString()).contains("Refused").contains("first seen with");
        Files.delete(feed.resolve("manifest.json"));
        Files.delete(feed.resolve("manifest.json.sig"));
        Files.createDirectories(feed.resolve("1"));
        Files.writeString(feed.resolve("1/1.txt"), "1,evil.com\n");
        assertThat(journey.pull(null).toString()).contains("no signed manifest any more");
        assertThat(journey.find("evil.com")).isEmpty();
    }

    /** It said that nothing had changed. */
    @Test
    void whatWasAppliedBeforeTheFileThatIsRefusedIsSaid() throws IOException {
        journey.know("google.com");
        journey.publish();
        journey.pull();
        journey.know("new.com");
        journey.publish();
        journey.know("newer.com");
        journey.publish();
        Path last = journey.site().resolve("feed/1/3.delta.csv.gz");
        byte[] bytes = Files.readAllBytes(last);
        bytes[bytes.length - 1] ^= 1;
        Files.write(last, bytes);
        assertThat(journey.pull().toString())
                .contains("Refused")
                .contains("known domains are at 1.2 now");
        assertThat(journey.pull().toString()).contains("Refused").contains("nothing changed");
    }
}
