package org.domainstats.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.base.Sha256;
import org.domainstats.model.DomainName;
import org.domainstats.model.FeedVersion;
import org.domainstats.model.KnownDomain;
import org.domainstats.store.KnownDomains.Change;
import org.domainstats.store.KnownDomains.Scope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Feeds that would take a client back: unsigned, stale, from the future, from a wrong version. */
class FeedDowngradeTest {

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

    private Path unsigned(int files) throws IOException {
        Path other = Files.createDirectories(folder.resolve("unsigned/0"));
        for (int minor = 1; minor <= files; minor++) {
            Files.writeString(other.resolve(minor + ".txt"), "-1,evil-" + minor + ".com\n");
        }
        return folder.resolve("unsigned");
    }

    @Test
    void databaseThatWasOnceSignedTakesNoUnsignedFeedFromAnyAddress() throws IOException {
        journey.know("google.com");
        journey.publish();
        assertThat(journey.pull(null)).isInstanceOf(FeedOutcome.Updated.class);
        FeedOutcome outcome = journey.client(unsigned(1), null).pull(FeedProgress.SILENT);
        assertThat(outcome.toString()).contains("Refused").contains("no signed manifest any more");
        assertThat(journey.find("evil-1.com")).isEmpty();
    }

    @Test
    void databaseStaysWithTheKeyOfTheSettingsWhenTheSettingIsRemoved() throws IOException {
        journey.know("google.com");
        journey.publish();
        journey.pull(journey.key.publicKey());
        assertThat(journey.client(unsigned(1), null).pull(FeedProgress.SILENT))
                .isInstanceOf(FeedOutcome.Refused.class);
    }

    @Test
    void otherSpellingOfTheAddressMustHaveTheSameKey() throws IOException {
        journey.know("google.com");
        journey.publish();
        journey.pull(null);
        Path feed = journey.site().resolve("feed");
        Path spelled = feed.resolve("../feed");
        assertThat(journey.client(spelled, null).pull(FeedProgress.SILENT))
                .isInstanceOf(FeedOutcome.UpToDate.class);
        FeedSigningKey other = FeedSigningKey.generate();
        Files.write(
                feed.resolve("manifest.json.sig"),
                other.sign(Files.readAllBytes(feed.resolve("manifest.json"))));
        Files.writeString(feed.resolve("key.txt"), other.publicKey().toString());
        Path third = feed.resolve("../../site/feed");
        assertThat(journey.client(third, null).pull(FeedProgress.SILENT).toString())
                .contains("Refused")
                .contains("first seen with");
    }

    @Test
    void manifestThatIsOldIsCalledStale() throws IOException {
        journey.know("google.com");
        journey.publish();
        var published = journey.now;
        journey.now = journey.now.plus(Duration.ofDays(7));
        assertThat(((FeedOutcome.Updated) journey.pull()).stale()).isNull();
        journey.now = journey.now.plusSeconds(1);
        assertThat(journey.pull())
                .isEqualTo(new FeedOutcome.UpToDate(FeedVersion.of("1.1"), published));
    }

    @Test
    void manifestFromTheFutureIsRefused() throws IOException {
        journey.know("google.com");
        journey.publish();
        journey.now = journey.now.minus(Duration.ofDays(1));
        assertThat(journey.pull()).isInstanceOf(FeedOutcome.Updated.class);
        journey.now = journey.now.minusSeconds(1);
        assertThat(journey.pull().toString()).contains("Refused").contains("in the future");
    }

    @Test
    void wayBackFromAVersionThatWasNeverToBe() throws IOException {
        journey.know("google.com");
        journey.publish();
        journey.pulled.apply(
                Scope.SNAPSHOT,
                FeedVersion.of("999999.1"),
                List.<Change>of(
                                new Change.Put(
                                        new DomainName("evil.com"), new KnownDomain(1, true, null)))
                        .iterator());
        FeedClient client = journey.client(journey.key.publicKey());
        assertThat(client.rebuild(false, FeedProgress.SILENT).toString())
                .contains("Refused")
                .contains("--allow-older");
        assertThat(client.rebuild(true, FeedProgress.SILENT))
                .isInstanceOf(FeedOutcome.Updated.class);
        assertThat(journey.pulled.version()).isEqualTo(FeedVersion.of("1.1"));
        assertThat(journey.find("evil.com")).isEmpty();
        assertThat(journey.pull()).isInstanceOf(FeedOutcome.UpToDate.class);
    }

    @Test
    @Tag("long")
    void manyUnsignedFilesAreAppliedOverSeveralPulls() throws IOException {
        FeedClient client = journey.client(unsigned(300), null);
        client.pull(FeedProgress.SILENT);
        assertThat(journey.pulled.version()).isEqualTo(FeedVersion.of("0.200"));
        client.pull(FeedProgress.SILENT);
        assertThat(journey.pulled.version()).isEqualTo(FeedVersion.of("0.300"));
    }

    @Test
    void snapshotWithANameThreeTimesIsRefused() throws IOException {
        assertThat(pullSnapshot("+,a.com,1,\n+,a.com,2,\n+,a.com,3,\n").toString())
                .contains("Refused")
                .contains("in order of name, each once");
        assertThat(pullSnapshot("+,b.com,1,\n+,a.com,2,\n").toString()).contains("Refused");
        assertThat(journey.pulled.count()).isZero();
        assertThat(pullSnapshot("+,a.com,1,\n+,b.com,2,\n"))
                .isInstanceOf(FeedOutcome.Updated.class);
    }

    /** Two megabytes of line feeds took hours to read. */
    @Test
    void fileThatInflatesBeyondItsRowsIsRefused() throws IOException {
        String lines = "\n".repeat(10_000) + "+,a.com,1,\n";
        assertThat(pullSnapshot(lines, 1).toString())
                .contains("Refused")
                .contains("bytes when inflated");
        assertThat(pullSnapshot("x".repeat(10_000), 1).toString())
                .contains("Refused")
                .contains("bytes when inflated");
        assertThat(journey.pulled.count()).isZero();
    }

    @Test
    void registrationThatNoDatabaseHoldsIsRefused() throws IOException {
        for (String registered :
                List.of("+999999999-12-31T23:59:59Z", "-999999999-01-01T00:00:00Z")) {
            assertThat(pullSnapshot("+,a.com,1," + registered + "\n").toString())
                    .contains("Refused");
        }
        assertThat(journey.pulled.count()).isZero();
    }

    private FeedOutcome pullSnapshot(String lines) throws IOException {
        return pullSnapshot(lines, lines.lines().count());
    }

    private FeedOutcome pullSnapshot(String lines, long rows) throws IOException {
        Path feed = Files.createDirectories(journey.site().resolve("feed"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(lines.getBytes(StandardCharsets.US_ASCII));
        }
        Files.write(feed.resolve("snapshot"), bytes.toByteArray());
        FeedFile file =
                new FeedFile(
                        FeedVersion.of("1.1"),
                        "snapshot",
                        bytes.size(),
                        Sha256.hex(bytes.toByteArray()),
                        rows);
        new ManifestFile(feed, journey.key)
                .write(new Manifest(file.version(), journey.now, file, List.of()));
        return journey.pull();
    }
}
