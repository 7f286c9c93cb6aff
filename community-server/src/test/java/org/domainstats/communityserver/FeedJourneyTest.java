package org.domainstats.communityserver;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.communityclient.FeedClient;
import org.domainstats.communityclient.FeedOutcome;
import org.domainstats.communityclient.FeedProgress;
import org.domainstats.communityclient.FeedSource;
import org.domainstats.communityclient.FeedTrust;
import org.domainstats.communityserver.FeedPublisher.Published;
import org.domainstats.model.Age;
import org.domainstats.model.DomainName;
import org.domainstats.model.FeedVersion;
import org.domainstats.model.KnownDomain;
import org.domainstats.model.Precision;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.model.Source;
import org.domainstats.protocol.FeedPublicKey;
import org.domainstats.protocol.FeedSigningKey;
import org.domainstats.store.Askers.Asker;
import org.domainstats.store.KnownDomains.Change;
import org.domainstats.store.KnownDomains.Scope;
import org.domainstats.store.StoredRegistration;
import org.domainstats.storesqlite.SqliteCommunity;
import org.domainstats.storesqlite.SqliteKnownDomains;
import org.domainstats.storesqlite.SqliteStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The feed from the publisher's store to a client's, through a folder that is tampered with. */
class FeedJourneyTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Instant OLD = Instant.parse("1997-09-15T04:00:00Z");
    private static final Instant YOUNG = Instant.parse("2026-09-15T04:00:00Z");

    @TempDir private Path folder;
    private final FeedSigningKey key = FeedSigningKey.generate();
    private SqliteStore store;
    private SqliteKnownDomains known;
    private SqliteCommunity community;
    private SqliteKnownDomains pulled;

    @BeforeEach
    void open() {
        store = SqliteStore.open(folder.resolve("server/contacts.db"));
        known = SqliteKnownDomains.open(folder.resolve("server/known.db"));
        community = SqliteCommunity.open(folder.resolve("server/community.db"));
        pulled = SqliteKnownDomains.open(folder.resolve("client/known.db"));
    }

    @AfterEach
    void close() {
        pulled.close();
        community.close();
        known.close();
        store.close();
    }

    private Path site() {
        return folder.resolve("site");
    }

    private Published publish() throws IOException {
        return publish(false, null);
    }

    private Published publish(boolean newMajor, @Nullable Path ranks) throws IOException {
        return new FeedPublisher(
                        site(),
                        key,
                        new FeedPublisher.Sources(
                                known,
                                store.registrations(),
                                community.askers(),
                                TestCommunity.HOSTNAMES,
                                ranks),
                        Age.DEFAULT,
                        InstantSource.fixed(NOW))
                .publish(newMajor);
    }

    private FeedOutcome pull() {
        return pull(key.publicKey());
    }

    private FeedOutcome pull(@Nullable FeedPublicKey trusted) {
        return client(trusted).pull(FeedProgress.SILENT);
    }

    private FeedClient client(@Nullable FeedPublicKey trusted) {
        return new FeedClient(
                FeedSource.of(site().resolve("feed").toString(), HttpClient.newHttpClient()),
                new FeedTrust(trusted, folder.resolve("client/feed-keys")),
                pulled,
                folder.resolve("client/staging"),
                new FeedClient.Reading(
                        TestCommunity.HOSTNAMES, Age.DEFAULT, InstantSource.fixed(NOW)));
    }

    private void know(String... domains) {
        List<Change> changes = new ArrayList<>();
        for (String domain : domains) {
            changes.add(new Change.Put(new DomainName(domain), new KnownDomain(-1, true, OLD)));
        }
        known.apply(Scope.DELTA, new FeedVersion(0, 1), changes.iterator());
    }

    private void register(String domain, RegistrationOutcome outcome) {
        store.registrations()
                .put(new DomainName(domain), new StoredRegistration(outcome, NOW, NOW));
    }

    private static Registered registered(Instant instant) {
        return new Registered(instant, null, Precision.SECOND, null, Source.RDAP);
    }

    private Optional<KnownDomain> find(String domain) {
        return pulled.find(new DomainName(domain));
    }

    private String text(int minor) throws IOException {
        return Files.readString(site().resolve("data/1/" + minor + ".txt"));
    }

    @Test
    void freshClientTakesTheSnapshotThenTheDeltas() throws IOException {
        know("google.com", "gone.com", "stays.com");
        assertThat(publish()).isEqualTo(new Published(FeedVersion.of("1.1"), 3, 3, 0));
        assertThat(pull()).hasToString("Updated[from=0.0, to=1.1, rows=3, passedOver=0, bad=[]]");
        assertThat(find("google.com")).contains(new KnownDomain(-1, true, OLD));
        know("new.com");
        register("gone.com", new Unregistered(Source.RDAP));
        register("stays.com", registered(YOUNG));
        assertThat(publish()).isEqualTo(new Published(FeedVersion.of("1.2"), 2, 1, 2));
        assertThat(pull()).hasToString("Updated[from=1.1, to=1.2, rows=3, passedOver=0, bad=[]]");
        assertThat(find("gone.com")).isEmpty();
        assertThat(find("stays.com")).isEmpty();
        assertThat(find("new.com")).isPresent();
        assertThat(pull()).isEqualTo(new FeedOutcome.UpToDate(FeedVersion.of("1.2")));
        assertThat(publish()).isEqualTo(new Published(FeedVersion.of("1.2"), 2, 0, 0));
        assertThat(text(1)).isEqualTo("-1,gone.com\n-1,google.com\n-1,stays.com\n");
        assertThat(text(2)).isEqualTo("-2,gone.com\n-1,new.com\n-2,stays.com\n");
    }

    @Test
    void domainIsPublishedOnceEnoughMembersAskedAndItIsOldEnough() throws IOException {
        know("google.com");
        register("asked.com", registered(OLD));
        register("young.com", registered(YOUNG));
        ask("asked.com", 1);
        ask("asked.com", 2);
        for (int i = 0; i < 5; i++) {
            ask("young.com", i);
            ask("unknown.com", i);
        }
        publish();
        pull();
        assertThat(find("asked.com")).isEmpty();
        ask("asked.com", 3);
        assertThat(publish().added()).isEqualTo(1);
        pull();
        assertThat(find("asked.com")).contains(new KnownDomain(-1, true, OLD));
        assertThat(find("young.com")).isEmpty();
        assertThat(find("unknown.com")).isEmpty();
    }

    private void ask(String domain, long member) {
        community.askers().note(List.of(new Asker(new DomainName(domain), member)), 3);
    }

    @Test
    void rankedDomainIsEstablishedOnlyIfItIsOld() throws IOException {
        register("google.com", registered(OLD));
        register("young.com", registered(YOUNG));
        Path ranks =
                Files.writeString(folder.resolve("ranks.csv"), "1,google.com\n2,young.com\n3,x\n");
        publish(false, ranks);
        pull();
        assertThat(find("google.com")).contains(new KnownDomain(1, true, OLD));
        assertThat(find("young.com")).contains(new KnownDomain(2, false, null));
        assertThat(text(1)).isEqualTo("1,google.com\n");
    }

    @Test
    void ranksThatTheServerKnowsAreKept() throws IOException {
        known.apply(
                Scope.DELTA,
                new FeedVersion(0, 1),
                List.<Change>of(
                                new Change.Put(
                                        new DomainName("google.com"),
                                        new KnownDomain(1, true, OLD)),
                                new Change.Rank(new DomainName("popular.com"), 2))
                        .iterator());
        publish();
        pull();
        assertThat(find("google.com")).contains(new KnownDomain(1, true, OLD));
        assertThat(find("popular.com")).contains(new KnownDomain(2, false, null));
    }

    /** The original would make ltd.uk established. */
    @Test
    void domainThatTheOriginalWouldCutIsNotInItsText() throws IOException {
        know("example.ltd.uk", "example.co.uk", "example.com");
        publish();
        assertThat(text(1)).isEqualTo("-1,example.co.uk\n-1,example.com\n");
        pull();
        assertThat(find("example.ltd.uk")).isPresent();
    }

    @Test
    void newMajorIsTakenAsAWhole() throws IOException {
        know("google.com");
        publish();
        pull();
        register("google.com", new Unregistered(Source.RDAP));
        know("other.com");
        assertThat(publish(true, null).version()).isEqualTo(FeedVersion.of("2.1"));
        pull();
        assertThat(find("google.com")).isEmpty();
        assertThat(pulled.version()).isEqualTo(FeedVersion.of("2.1"));
        assertThat(Files.readString(site().resolve("data/2/1.txt"))).isEqualTo("-1,other.com\n");
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
        know("google.com");
        publish();
        boolean fresh = name.contains("snapshot");
        if (!fresh) {
            pull();
        }
        know("new.com");
        publish();
        FeedVersion before = pulled.version();
        Path file = site().resolve("feed").resolve(name);
        byte[] bytes = Files.readAllBytes(file);
        // The last byte of a signature file is a line feed, and says nothing.
        int end = name.endsWith(".sig") ? bytes.length - 1 : bytes.length;
        for (int at = 0; at < end; at += Math.max(1, bytes.length / 40)) {
            byte[] flipped = bytes.clone();
            flipped[at] ^= 1;
            Files.write(file, flipped);
            FeedOutcome outcome = pull();
            assertThat(outcome).as("bit at %d", at).isInstanceOf(FeedOutcome.Refused.class);
            assertThat(pulled.version()).isEqualTo(before);
            assertThat(find("new.com")).isEmpty();
        }
        Files.write(file, bytes);
        assertThat(pull()).isInstanceOf(FeedOutcome.Updated.class);
        assertThat(find("new.com")).isPresent();
    }

    @Test
    void tornFileIsTakenUpAgainLater() throws IOException {
        know("google.com");
        publish();
        Path file = site().resolve("feed/1/1.snapshot.csv.gz");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        assertThat(pull().toString()).contains("Unreachable").contains("broke off at");
        assertThat(pulled.count()).isZero();
        Files.write(file, bytes);
        assertThat(pull()).isInstanceOf(FeedOutcome.Updated.class);
    }

    @Test
    void olderManifestIsRefused() throws IOException {
        know("google.com");
        publish();
        Path feed = site().resolve("feed");
        byte[] manifest = Files.readAllBytes(feed.resolve("manifest.json"));
        byte[] signature = Files.readAllBytes(feed.resolve("manifest.json.sig"));
        know("new.com");
        publish();
        pull();
        Files.write(feed.resolve("manifest.json"), manifest);
        Files.write(feed.resolve("manifest.json.sig"), signature);
        assertThat(pull().toString()).contains("Refused").contains("older than what is applied");
        assertThat(find("new.com")).isPresent();
    }

    @Test
    void manifestsFitTheirSignatureWhileOneReplacesTheOther() throws IOException {
        know("google.com");
        publish();
        Path feed = site().resolve("feed");
        byte[] old = Files.readAllBytes(feed.resolve("manifest.json"));
        byte[] oldSignature = Files.readAllBytes(feed.resolve("manifest.json.sig"));
        know("new.com");
        publish();
        byte[] signature = Files.readAllBytes(feed.resolve("manifest.json.sig"));
        byte[] both = new byte[signature.length + oldSignature.length];
        System.arraycopy(signature, 0, both, 0, signature.length);
        System.arraycopy(oldSignature, 0, both, signature.length, oldSignature.length);
        Files.write(feed.resolve("manifest.json.sig"), both);
        assertThat(pull()).isInstanceOf(FeedOutcome.Updated.class);
        assertThat(key.publicKey().verifies(old, both)).isTrue();
    }

    @Test
    void firstKeyIsPinnedAndAnotherIsRefused() throws IOException {
        know("google.com");
        publish();
        assertThat(pull(null)).isInstanceOf(FeedOutcome.Updated.class);
        assertThat(Files.readString(folder.resolve("client/feed-keys")))
                .contains(key.publicKey().toString());
        Path feed = site().resolve("feed");
        FeedSigningKey other = FeedSigningKey.generate();
        Files.write(
                feed.resolve("manifest.json.sig"),
                other.sign(Files.readAllBytes(feed.resolve("manifest.json"))));
        Files.writeString(feed.resolve("key.txt"), other.publicKey().toString());
        assertThat(pull(null).toString()).contains("Refused").contains("first seen with");
        Files.delete(feed.resolve("manifest.json"));
        Files.delete(feed.resolve("manifest.json.sig"));
        Files.createDirectories(feed.resolve("1"));
        Files.writeString(feed.resolve("1/1.txt"), "1,evil.com\n");
        assertThat(pull(null).toString()).contains("no signed manifest any more");
        assertThat(find("evil.com")).isEmpty();
    }

    @Test
    void nothingIsLeftBehind() throws IOException {
        know("google.com");
        publish();
        pull();
        try (Stream<Path> left = Files.walk(folder.resolve("client/staging"))) {
            assertThat(left.filter(Files::isRegularFile).map(Path::getFileName).map(Path::toString))
                    .containsOnly("lock");
        }
        try (Stream<Path> left = Files.walk(site())) {
            assertThat(left.map(Path::toString)).noneMatch(path -> path.endsWith(".new"));
        }
    }

    @Test
    void rebuildTakesTheWholeListAgain() throws IOException {
        know("google.com");
        publish();
        pull();
        pulled.apply(
                Scope.DELTA,
                pulled.version(),
                List.<Change>of(new Change.Remove(new DomainName("google.com"))).iterator());
        assertThat(pull()).isInstanceOf(FeedOutcome.UpToDate.class);
        assertThat(client(key.publicKey()).rebuild(FeedProgress.SILENT))
                .isInstanceOf(FeedOutcome.Updated.class);
        assertThat(find("google.com")).isPresent();
    }
}
