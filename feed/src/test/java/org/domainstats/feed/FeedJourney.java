package org.domainstats.feed;

import org.domainstats.feed.publishing.FeedPublisher;
import org.domainstats.feed.publishing.FeedPublisher.Published;
import org.domainstats.knowndomains.SqliteKnownDomains;
import org.domainstats.model.Age;
import org.domainstats.model.DomainName;
import org.domainstats.model.FeedVersion;
import org.domainstats.model.Hostnames;
import org.domainstats.model.KnownDomain;
import org.domainstats.model.Precision;
import org.domainstats.model.PublicSuffixList;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.Source;
import org.domainstats.store.Askers.Asker;
import org.domainstats.store.KnownDomains.Change;
import org.domainstats.store.KnownDomains.Scope;
import org.domainstats.store.StoredRegistration;
import org.domainstats.storesqlite.SqliteCommunity;
import org.domainstats.storesqlite.SqliteStore;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A publisher with its stores, the folder that it publishes into, and a client that reads there.
 */
final class FeedJourney implements AutoCloseable {

    static final Hostnames HOSTNAMES = new Hostnames(PublicSuffixList.carried());
    static final Instant OLD = Instant.parse("1997-09-15T04:00:00Z");
    static final Instant YOUNG = Instant.parse("2026-09-15T04:00:00Z");

    /** What the publisher and the client take for the present. */
    Instant now = Instant.parse("2026-11-24T12:00:00Z");

    private final Path folder;
    final FeedSigningKey key = FeedSigningKey.generate();
    final SqliteKnownDomains known;
    final SqliteKnownDomains pulled;
    private final SqliteStore store;
    private final SqliteCommunity community;

    FeedJourney(Path folder) {
        this.folder = folder;
        store = SqliteStore.open(folder.resolve("server/contacts.db"));
        known = SqliteKnownDomains.open(folder.resolve("server/known.db"));
        community = SqliteCommunity.open(folder.resolve("server/community.db"));
        pulled = SqliteKnownDomains.open(folder.resolve("client/known.db"));
    }

    @Override
    public void close() {
        pulled.close();
        community.close();
        known.close();
        store.close();
    }

    Path site() {
        return folder.resolve("site");
    }

    Published publish() throws IOException {
        return publish(false, null);
    }

    Published publish(boolean newMajor, @Nullable Path ranks) throws IOException {
        return new FeedPublisher(
                        site(),
                        key,
                        new FeedPublisher.Sources(
                                known, store.registrations(), community.askers(), HOSTNAMES, ranks),
                        Age.DEFAULT,
                        () -> now)
                .publish(newMajor);
    }

    FeedOutcome pull() {
        return pull(key.publicKey());
    }

    FeedOutcome pull(@Nullable FeedPublicKey trusted) {
        return client(trusted).pull(FeedProgress.SILENT);
    }

    FeedClient client(@Nullable FeedPublicKey trusted) {
        return client(site().resolve("feed"), trusted);
    }

    FeedClient client(Path source, @Nullable FeedPublicKey trusted) {
        return client(new FeedFolder(source), trusted);
    }

    FeedClient client(FeedSource source, @Nullable FeedPublicKey trusted) {
        return new FeedClient(
                source,
                new FeedTrust(trusted, folder.resolve("client/feed-keys")),
                pulled,
                folder.resolve("client/staging"),
                policy());
    }

    private FeedClient.Policy policy() {
        return new FeedClient.Policy(HOSTNAMES, Age.DEFAULT, () -> now, Duration.ofDays(7), false);
    }

    void know(String... domains) {
        List<Change> changes = new ArrayList<>();
        for (String domain : domains) {
            changes.add(new Change.Put(new DomainName(domain), new KnownDomain(-1, true, OLD)));
        }
        known.apply(Scope.DELTA, FeedVersion.NONE, changes.iterator());
    }

    void register(String domain, RegistrationOutcome outcome) {
        store.registrations()
                .put(new DomainName(domain), new StoredRegistration(outcome, now, now));
    }

    static Registered registered(Instant instant) {
        return new Registered(instant, null, Precision.SECOND, null, Source.RDAP);
    }

    Optional<KnownDomain> find(String domain) {
        return pulled.find(new DomainName(domain));
    }

    String text(int minor) throws IOException {
        return Files.readString(site().resolve("data/1/" + minor + ".txt"));
    }

    void ask(String domain, long member) {
        community.askers().note(List.of(new Asker(new DomainName(domain), member)), 3);
    }
}
