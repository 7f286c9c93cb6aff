package org.domainstats.communityserver;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.domainstats.feed.FeedSigningKey;
import org.domainstats.feed.publishing.FeedPublisher;
import org.domainstats.feed.publishing.PublishedVersion;
import org.domainstats.http.PemFiles;
import org.domainstats.http.TrustedProxies;
import org.domainstats.httpclient.SharedVertx;
import org.domainstats.knowndomains.SqliteKnownDomains;
import org.domainstats.lookup.Community;
import org.domainstats.lookup.InsightSource;
import org.domainstats.lookup.LookupEngine;
import org.domainstats.lookup.LookupSettings;
import org.domainstats.lookup.LookupSources;
import org.domainstats.lookup.privacy.PrivateNames;
import org.domainstats.model.Age;
import org.domainstats.model.DomainName;
import org.domainstats.model.DomainSuffixes;
import org.domainstats.model.FeedVersion;
import org.domainstats.model.Hostnames;
import org.domainstats.model.KnownDomain;
import org.domainstats.model.Precision;
import org.domainstats.model.PublicSuffixList;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.Source;
import org.domainstats.registrations.RegistrationSource;
import org.domainstats.store.KnownDomains.Change;
import org.domainstats.store.KnownDomains.Scope;
import org.domainstats.storesqlite.SqliteCommunity;
import org.domainstats.storesqlite.SqliteStore;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A community server on loopback as a program would make it, over a folder that outlives it. */
final class TestCommunity implements AutoCloseable {

    static final Hostnames HOSTNAMES = new Hostnames(PublicSuffixList.carried());
    static final Instant REGISTERED = Instant.parse("2015-12-12T19:34:59Z");

    /** A registry that knows every domain. */
    static final RegistrationSource REGISTRY =
            (domain, trace) ->
                    new Registered(REGISTERED, null, Precision.SECOND, null, Source.RDAP);

    /** More than any machine needs, for what is sure to come. */
    private static final Duration LONG = Duration.ofSeconds(60);

    /** Answers clients without a token too, and prohibits some names. */
    static final CommunitySettings OPEN_TO_ALL =
            new CommunitySettings(
                    true,
                    DomainSuffixes.of(List.of("local", ".ARPA", "prohibited.com")),
                    3,
                    new CommunitySettings.Timeouts(LONG, LONG),
                    new CommunitySettings.Rates(1_000, 1_000, 1_000),
                    TrustedProxies.NONE);

    private static final KnownDomain ESTABLISHED = new KnownDomain(-1, true, null);

    final SqliteStore store;
    final SqliteKnownDomains known;
    final SqliteCommunity community;
    final LookupEngine engine;
    final Members members;
    final PublishedVersion published;
    final CommunityServer server;
    final int port;
    private final SharedVertx vertx = new SharedVertx();
    private final FeedSigningKey signing = FeedSigningKey.generate();
    private final Path folder;

    TestCommunity(Path folder, CommunitySettings settings, RegistrationSource registry)
            throws IOException {
        this.folder = folder;
        SecureRandom random = new SecureRandom();
        store = SqliteStore.open(folder.resolve("contacts.db"));
        known = SqliteKnownDomains.open(folder.resolve("known.db"));
        community = SqliteCommunity.open(folder.resolve("community.db"));
        engine =
                new LookupEngine(
                        HOSTNAMES,
                        new LookupEngine.Stores(store, known),
                        new LookupSources(Community.OFF, registry, InsightSource.NONE),
                        new LookupSettings(10_000, LONG, PrivateNames.NONE),
                        new LookupEngine.Environment(InstantSource.system(), random));
        engine.start();
        members = Members.open(folder.resolve("clients"));
        published = new PublishedVersion(folder);
        CommunityStores stores =
                new CommunityStores(
                        community.firstClaims(),
                        community.askers(),
                        members,
                        DenyList.open(folder.resolve("denied")),
                        KeyedHash.open(folder.resolve("community.key"), random),
                        published);
        server =
                new CommunityServer(
                        new CommunityLookup(engine, HOSTNAMES, store.contacts()),
                        stores,
                        settings,
                        new CommunityServer.Environment(
                                InstantSource.system(),
                                random,
                                vertx,
                                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)));
        port = server.listenUdp(loopback());
        server.start();
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    int listenHttp(@Nullable PemFiles pem) throws IOException {
        return server.listenHttp(loopback(), folder, pem);
    }

    /** Publishes the feed, once it has taken some domains for established, and others not. */
    void publish(List<String> added, List<String> removed) throws IOException {
        List<Change> changes = new ArrayList<>();
        added.forEach(each -> changes.add(new Change.Put(new DomainName(each), ESTABLISHED)));
        removed.forEach(each -> changes.add(new Change.Remove(new DomainName(each))));
        known.apply(Scope.DELTA, FeedVersion.NONE, changes.iterator());
        FeedPublisher.Sources sources =
                new FeedPublisher.Sources(
                        known, store.registrations(), community.askers(), HOSTNAMES, null);
        new FeedPublisher(folder, signing, sources, Age.DEFAULT, InstantSource.system())
                .publish(false);
        published.refresh();
    }

    @Override
    public void close() {
        server.close();
        engine.close();
        community.close();
        known.close();
        store.close();
        vertx.close();
    }
}
