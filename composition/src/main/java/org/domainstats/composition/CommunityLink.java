package org.domainstats.composition;

import org.domainstats.base.Deadline;
import org.domainstats.base.Durations;
import org.domainstats.base.Stoppable;
import org.domainstats.communityclient.ClientDescription;
import org.domainstats.communityclient.CommunityAddress;
import org.domainstats.communityclient.CommunityClient;
import org.domainstats.communityclient.CommunityEndpoint;
import org.domainstats.feed.FeedClient;
import org.domainstats.feed.FeedPublicKey;
import org.domainstats.feed.FeedSource;
import org.domainstats.feed.FeedTrust;
import org.domainstats.feed.FeedUpdater;
import org.domainstats.httpclient.BlockingHttpClient;
import org.domainstats.httpclient.HttpClientSettings;
import org.domainstats.httpclient.SharedVertx;
import org.domainstats.lookup.AnswerCounts;
import org.domainstats.lookup.Community;
import org.domainstats.lookup.LookupEngine;
import org.domainstats.lookup.cache.CacheStats;
import org.domainstats.protocol.Token;
import org.domainstats.server.PeakMemory;
import org.domainstats.settings.SettingException;
import org.domainstats.settings.SettingKey;
import org.domainstats.settings.Settings;
import org.domainstats.store.KnownDomains;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The way to the community server and to the feed, as the settings say; either may be off. */
public final class CommunityLink implements Stoppable {

    private static final String OFF = "off";

    private final @Nullable CommunityClient client;
    private final @Nullable FeedUpdater updater;

    /** The share of an answer's timeout that is left for storing what the community replied. */
    private final Duration deadline;

    private volatile Supplier<ClientDescription.Figures> figures =
            () -> ClientDescription.Figures.NONE;

    public CommunityLink(Settings settings, KnownDomains knownDomains, SharedVertx vertx) {
        this.deadline = Durations.tenths(settings.duration(SettingKey.ANSWER_WITHIN), 8);
        this.updater =
                feedClient(settings, knownDomains, vertx)
                        .map(
                                feed ->
                                        new FeedUpdater(
                                                feed, knownDomains::version, new SecureRandom()))
                        .orElse(null);
        this.client = client(settings, knownDomains, vertx);
    }

    private @Nullable CommunityClient client(
            Settings settings, KnownDomains knownDomains, SharedVertx vertx) {
        if (settings.text(SettingKey.COMMUNITY).strip().equals(OFF)) {
            return null;
        }
        try {
            CommunityEndpoint connection =
                    new CommunityEndpoint(
                            CommunityAddress.parse(settings.text(SettingKey.COMMUNITY)),
                            token(settings),
                            deadline,
                            http(settings, vertx));
            return CommunityClient.of(
                    connection,
                    new ClientDescription(
                            ProgramVersion.text(),
                            knownDomains::version,
                            this::figures,
                            version -> {
                                if (updater != null) {
                                    updater.newestIs(version);
                                }
                            }));
        } catch (IllegalArgumentException e) {
            throw new SettingException(
                    settings.origin(SettingKey.COMMUNITY) + ": community: " + e.getMessage());
        }
    }

    private static @Nullable Token token(Settings settings) {
        if (!settings.isSet(SettingKey.COMMUNITY_TOKEN_FILE)) {
            return null;
        }
        Path file = Path.of(settings.text(SettingKey.COMMUNITY_TOKEN_FILE));
        try {
            return Token.parse(Files.readString(file));
        } catch (IOException | IllegalArgumentException e) {
            throw new SettingException(
                    "community-token-file " + file + " cannot be used: " + ErrorMessages.reason(e));
        }
    }

    /** The client for the community server and the feed, wherever the operator says they are. */
    private static BlockingHttpClient http(Settings settings, SharedVertx vertx) {
        return new BlockingHttpClient(
                vertx,
                HttpClientSettings.forNamedHosts(
                        "domain-stats/" + ProgramVersion.text(),
                        TrustSettings.alone(settings, SettingKey.COMMUNITY_CA)));
    }

    /**
     * The feed of the settings; that of the community server if it speaks HTTPS and no other is
     * set.
     */
    public static Optional<FeedClient> feedClient(
            Settings settings, KnownDomains knownDomains, SharedVertx vertx) {
        String community = settings.text(SettingKey.COMMUNITY).strip();
        String feed =
                settings.isSet(SettingKey.FEED)
                        ? settings.text(SettingKey.FEED)
                        : community.startsWith("http")
                                ? community.replaceFirst("/+$", "") + "/feed"
                                : "";
        if (feed.isBlank() || feed.strip().equals(OFF)) {
            return Optional.empty();
        }
        DataFolder folder = DataFolder.of(settings);
        try {
            return Optional.of(
                    new FeedClient(
                            FeedSource.of(feed, http(settings, vertx)),
                            new FeedTrust(feedKey(settings), folder.pinnedFeedKeys()),
                            knownDomains,
                            folder.path().resolve("feed-staging"),
                            new FeedClient.Policy(
                                    folder.hostnames(),
                                    Wiring.age(settings),
                                    Wiring.clock(),
                                    settings.duration(SettingKey.FEED_STALE_AFTER),
                                    settings.isOn(SettingKey.ALLOW_UNSIGNED_FEED))));
        } catch (IllegalArgumentException e) {
            throw new SettingException(
                    settings.origin(SettingKey.FEED) + ": feed: " + e.getMessage());
        }
    }

    private static @Nullable FeedPublicKey feedKey(Settings settings) {
        return settings.isSet(SettingKey.FEED_KEY)
                ? FeedPublicKey.parse(settings.text(SettingKey.FEED_KEY))
                : null;
    }

    /** What pulls the feed, if one is set. */
    Optional<FeedUpdater> feedUpdater() {
        return Optional.ofNullable(updater);
    }

    public Community community() {
        return client == null ? Community.OFF : client;
    }

    /** Tells the community server how this server is doing; never what it was asked. */
    private ClientDescription.Figures figures() {
        return figures.get();
    }

    private static ClientDescription.Figures figures(CacheStats cache, AnswerCounts answers) {
        return new ClientDescription.Figures(
                List.of(
                        cache.hits(),
                        cache.misses(),
                        cache.expired(),
                        cache.capacity(),
                        cache.size(),
                        cache.bytes(),
                        PeakMemory.peakResidentKbytes()),
                List.of(answers.known(), answers.own(), answers.community(), answers.errors()));
    }

    public void start(LookupEngine engine) {
        figures = () -> figures(engine.stats(), engine.statistics().answers());
        if (client != null) {
            client.start();
        }
        if (updater != null) {
            updater.start();
        }
    }

    @Override
    public void stop() {
        if (client != null) {
            client.stop();
        }
        if (updater != null) {
            updater.stop();
        }
    }

    /** Has whoever waits for a reply wait no more. Once it is closed, this does nothing. */
    @Override
    public void close(Deadline deadline) {
        if (client != null) {
            client.close(deadline);
        }
        if (updater != null) {
            updater.close(deadline);
        }
    }
}
