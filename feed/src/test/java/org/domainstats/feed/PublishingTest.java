package org.domainstats.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.feed.publishing.FeedPublisher.Published;
import org.domainstats.model.DomainName;
import org.domainstats.model.FeedVersion;
import org.domainstats.model.KnownDomain;
import org.domainstats.store.KnownDomains.Change;
import org.domainstats.store.KnownDomains.Scope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Which versions a publisher gives, and from when a manifest is. */
class PublishingTest {

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

    private void importOriginal(String version, String... domains) {
        List<Change> changes =
                java.util.Arrays.stream(domains)
                        .<Change>map(
                                domain ->
                                        new Change.Put(
                                                new DomainName(domain),
                                                new KnownDomain(-1, true, null)))
                        .toList();
        journey.known.apply(Scope.DELTA, FeedVersion.of(version), changes.iterator());
    }

    @Test
    void serverThatImportedAnOriginalFeedGoesOnWithTheNextMinor() throws IOException {
        importOriginal("0.3", "a.com", "b.com");
        journey.register("c.com", FeedJourney.registered(FeedJourney.OLD));
        for (int member = 0; member < 3; member++) {
            journey.ask("c.com", member);
        }
        assertThat(journey.publish()).isEqualTo(new Published(FeedVersion.of("0.4"), 3, 3, 0));
        assertThat(Files.readString(journey.site().resolve("data/0/4.txt")))
                .isEqualTo("-1,c.com\n");
        assertThat(journey.publish().version()).isEqualTo(FeedVersion.of("0.4"));
        journey.register("a.com", FeedJourney.registered(FeedJourney.YOUNG));
        assertThat(journey.publish()).isEqualTo(new Published(FeedVersion.of("0.5"), 2, 0, 1));
        assertThat(Files.readString(journey.site().resolve("data/0/5.txt")))
                .isEqualTo("-2,a.com\n");
    }

    /** A client of the original at 0.0 reads one minor after the other, without a gap. */
    @Test
    void versionsUpToTheImportedOneAreThereForTheOriginalsClients() throws IOException {
        importOriginal("0.3", "a.com", "example.ltd.uk");
        Path data = Files.createDirectories(journey.site().resolve("data/0"));
        Files.writeString(data.resolve("2.txt"), "-1,operators-own.com\n");
        journey.publish();
        assertThat(data.resolve("1.txt")).isEmptyFile();
        assertThat(data.resolve("2.txt")).hasContent("-1,operators-own.com");
        assertThat(data.resolve("3.txt")).hasContent("-1,a.com");
        assertThat(data.resolve("4.txt")).isEmptyFile();
    }

    @Test
    void newMajorAfterAnImportIsOneMore() throws IOException {
        importOriginal("0.3", "a.com");
        assertThat(journey.publish(true, null).version()).isEqualTo(FeedVersion.of("1.1"));
    }

    @Test
    void manifestWithoutNewsIsSignedAgainWithTheTime() throws IOException {
        journey.know("google.com");
        journey.publish();
        journey.pull();
        journey.now = journey.now.plusSeconds(3_600);
        assertThat(journey.publish().version()).isEqualTo(FeedVersion.of("1.1"));
        Path manifest = journey.site().resolve("feed/manifest.json");
        assertThat(((Manifest) ManifestCodec.decode(Files.readAllBytes(manifest))).published())
                .isEqualTo(journey.now);
        assertThat(journey.pull()).isInstanceOf(FeedOutcome.UpToDate.class);
    }

    @Test
    void generatedKeyIsReadBackAndItsFileIsForItsOwner() throws IOException {
        Path file = folder.resolve("keys/feed.key");
        FeedSigningKey generated = FeedKeyFile.open(file);
        assertThat(FeedKeyFile.open(file).publicKey()).isEqualTo(generated.publicKey());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }
}
