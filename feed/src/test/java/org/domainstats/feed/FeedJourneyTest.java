package org.domainstats.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.feed.publishing.FeedPublisher.Published;
import org.domainstats.model.DomainName;
import org.domainstats.model.FeedVersion;
import org.domainstats.model.KnownDomain;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.model.Source;
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
import java.util.stream.Stream;

/** The feed from the publisher's store to a client's. */
class FeedJourneyTest {

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

    @Test
    void freshClientTakesTheSnapshotThenTheDeltas() throws IOException {
        journey.know("google.com", "gone.com", "stays.com");
        assertThat(journey.publish()).isEqualTo(new Published(FeedVersion.of("1.1"), 3, 3, 0));
        assertThat(journey.pull())
                .hasToString("Updated[from=0.0, to=1.1, rows=3, expired=0, bad=[], stale=null]");
        assertThat(journey.find("google.com")).contains(new KnownDomain(-1, true, FeedJourney.OLD));
        journey.know("new.com");
        journey.register("gone.com", new Unregistered(Source.RDAP));
        journey.register("stays.com", FeedJourney.registered(FeedJourney.YOUNG));
        assertThat(journey.publish()).isEqualTo(new Published(FeedVersion.of("1.2"), 2, 1, 2));
        assertThat(journey.pull())
                .hasToString("Updated[from=1.1, to=1.2, rows=3, expired=0, bad=[], stale=null]");
        assertThat(journey.find("gone.com")).isEmpty();
        assertThat(journey.find("stays.com")).isEmpty();
        assertThat(journey.find("new.com")).isPresent();
        assertThat(journey.pull()).isEqualTo(new FeedOutcome.UpToDate(FeedVersion.of("1.2"), null));
        assertThat(journey.publish()).isEqualTo(new Published(FeedVersion.of("1.2"), 2, 0, 0));
        assertThat(journey.text(1)).isEqualTo("-1,gone.com\n-1,google.com\n-1,stays.com\n");
        assertThat(journey.text(2)).isEqualTo("-2,gone.com\n-1,new.com\n-2,stays.com\n");
    }

    @Test
    void domainIsPublishedOnceEnoughMembersAskedAndItIsOldEnough() throws IOException {
        journey.know("google.com");
        journey.register("asked.com", FeedJourney.registered(FeedJourney.OLD));
        journey.register("young.com", FeedJourney.registered(FeedJourney.YOUNG));
        journey.ask("asked.com", 1);
        journey.ask("asked.com", 2);
        for (int i = 0; i < 5; i++) {
            journey.ask("young.com", i);
            journey.ask("unknown.com", i);
        }
        journey.publish();
        journey.pull();
        assertThat(journey.find("asked.com")).isEmpty();
        journey.ask("asked.com", 3);
        assertThat(journey.publish().added()).isEqualTo(1);
        journey.pull();
        assertThat(journey.find("asked.com")).contains(new KnownDomain(-1, true, FeedJourney.OLD));
        assertThat(journey.find("young.com")).isEmpty();
        assertThat(journey.find("unknown.com")).isEmpty();
    }

    @Test
    void rankedDomainIsEstablishedOnlyIfItIsOld() throws IOException {
        journey.register("google.com", FeedJourney.registered(FeedJourney.OLD));
        journey.register("young.com", FeedJourney.registered(FeedJourney.YOUNG));
        Path ranks =
                Files.writeString(folder.resolve("ranks.csv"), "1,google.com\n2,young.com\n3,x\n");
        journey.publish(false, ranks);
        journey.pull();
        assertThat(journey.find("google.com")).contains(new KnownDomain(1, true, FeedJourney.OLD));
        assertThat(journey.find("young.com")).contains(new KnownDomain(2, false, null));
        assertThat(journey.text(1)).isEqualTo("1,google.com\n");
    }

    @Test
    void ranksThatTheServerKnowsAreKept() throws IOException {
        journey.known.apply(
                Scope.DELTA,
                FeedVersion.NONE,
                List.<Change>of(
                                new Change.Put(
                                        new DomainName("google.com"),
                                        new KnownDomain(1, true, FeedJourney.OLD)),
                                new Change.Rank(new DomainName("popular.com"), 2))
                        .iterator());
        journey.publish();
        journey.pull();
        assertThat(journey.find("google.com")).contains(new KnownDomain(1, true, FeedJourney.OLD));
        assertThat(journey.find("popular.com")).contains(new KnownDomain(2, false, null));
    }

    /** The original would make ltd.uk established. */
    @Test
    void domainThatTheOriginalWouldCutIsNotInItsText() throws IOException {
        journey.know("example.ltd.uk", "example.co.uk", "example.com");
        journey.publish();
        assertThat(journey.text(1)).isEqualTo("-1,example.co.uk\n-1,example.com\n");
        journey.pull();
        assertThat(journey.find("example.ltd.uk")).isPresent();
    }

    @Test
    void newMajorIsTakenAsAWhole() throws IOException {
        journey.know("google.com");
        journey.publish();
        journey.pull();
        journey.register("google.com", new Unregistered(Source.RDAP));
        journey.know("other.com");
        assertThat(journey.publish(true, null).version()).isEqualTo(FeedVersion.of("2.1"));
        journey.pull();
        assertThat(journey.find("google.com")).isEmpty();
        assertThat(journey.pulled.version()).isEqualTo(FeedVersion.of("2.1"));
        assertThat(Files.readString(journey.site().resolve("data/2/1.txt")))
                .isEqualTo("-1,other.com\n");
    }

    @Test
    void nothingIsLeftBehind() throws IOException {
        journey.know("google.com");
        journey.publish();
        journey.pull();
        try (Stream<Path> left = Files.walk(folder.resolve("client/staging"))) {
            assertThat(left.filter(Files::isRegularFile).map(Path::getFileName).map(Path::toString))
                    .containsOnly("lock");
        }
        try (Stream<Path> left = Files.walk(journey.site())) {
            assertThat(left.map(Path::toString)).noneMatch(path -> path.endsWith(".new"));
        }
    }

    @Test
    void whatWasBegunOfAVersionThatIsGoneIsRemoved() throws IOException {
        journey.know("google.com");
        journey.publish();
        Path staging = Files.createDirectories(folder.resolve("client/staging"));
        String gone = "0123456789abcdef".repeat(4);
        Files.writeString(staging.resolve(gone + ".part"), "begun");
        Files.writeString(staging.resolve(gone + ".etag"), "tag");
        journey.pull();
        assertThat(staging).isDirectoryNotContaining(each -> each.toString().contains(gone));
    }

    @Test
    void folderForDownloadsIsForItsOwnerAlone() throws IOException {
        journey.know("google.com");
        journey.publish();
        Path staging = Files.createDirectories(folder.resolve("client/staging"));
        journey.pull();
        assertThat(Files.getPosixFilePermissions(staging))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(Files.getPosixFilePermissions(staging.resolve("lock")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void rebuildTakesTheWholeListAgain() throws IOException {
        journey.know("google.com");
        journey.publish();
        journey.pull();
        journey.pulled.apply(
                Scope.DELTA,
                journey.pulled.version(),
                List.<Change>of(new Change.Remove(new DomainName("google.com"))).iterator());
        assertThat(journey.pull()).isInstanceOf(FeedOutcome.UpToDate.class);
        assertThat(journey.client(journey.key.publicKey()).rebuild(false, FeedProgress.SILENT))
                .isInstanceOf(FeedOutcome.Updated.class);
        assertThat(journey.find("google.com")).isPresent();
    }
}
