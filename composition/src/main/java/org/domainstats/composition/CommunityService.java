package org.domainstats.composition;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.domainstats.base.ClosingStack;
import org.domainstats.communityserver.CommunityLookup;
import org.domainstats.communityserver.CommunityServer;
import org.domainstats.communityserver.CommunitySettings;
import org.domainstats.communityserver.CommunitySettings.Timeouts;
import org.domainstats.communityserver.CommunityStores;
import org.domainstats.communityserver.DenyList;
import org.domainstats.communityserver.KeyedHash;
import org.domainstats.communityserver.Members;
import org.domainstats.feed.publishing.PublishSchedule;
import org.domainstats.feed.publishing.PublishedVersion;
import org.domainstats.http.PemFiles;
import org.domainstats.http.TrustedProxies;
import org.domainstats.knowndomains.SqliteKnownDomains;
import org.domainstats.lookup.Community;
import org.domainstats.lookup.LookupEngine;
import org.domainstats.model.DomainSuffixes;
import org.domainstats.settings.SettingException;
import org.domainstats.settings.SettingKey;
import org.domainstats.settings.Settings;
import org.domainstats.store.CommunityStore;
import org.domainstats.store.Store;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;

/** The community server with its stores, its lookup engine and its publishing. */
public final class CommunityService implements AutoCloseable {

    /** An original client waits 15 s, and caches the reply for ever. */
    private static final Duration ORIGINAL_TIMEOUT = Duration.ofSeconds(10);

    private final DataFolder folder;
    private final Store store;
    private final SqliteKnownDomains knownDomains;
    private final CommunityStore community;
    private final LookupEngine engine;
    private final CommunityServer server;
    private final String addresses;
    private final ClosingStack closing;

    /**
     * Opens one part after the other.
     *
     * @param opening closes what is open, should the next fail
     */
    private CommunityService(Settings settings, ClosingStack opening) throws IOException {
        Wiring wiring = new Wiring(settings);
        folder = wiring.folder();
        store = folder.openServerStore(wiring.timeout());
        opening.add(store::close);
        knownDomains = folder.openKnownDomains();
        opening.add(knownDomains::close);
        community = folder.openCommunity(store);
        opening.add(community::close);
        opening.add(wiring.vertx()::close);
        engine = wiring.engine(store, knownDomains, Community.OFF);
        opening.add(engine);
        SecureRandom random = new SecureRandom();
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        CommunityStores stores =
                new CommunityStores(
                        community.firstClaims(),
                        community.askers(),
                        Members.open(folder.communityClients()),
                        DenyList.open(folder.denied()),
                        KeyedHash.open(folder.hashKey(), random),
                        new PublishedVersion(folder.publicFolder()));
        server =
                new CommunityServer(
                        new CommunityLookup(engine, folder.hostnames(), store.contacts()),
                        stores,
                        communitySettings(settings),
                        new CommunityServer.Environment(
                                Wiring.clock(), random, wiring.vertx(), meters));
        opening.add(server);
        HintWiring hints = HintWiring.of(settings, wiring, store, engine);
        opening.add(hints);
        hints.show(meters);
        showMetrics(wiring, meters);
        InetAddress address = BindAddress.of(settings, SettingKey.COMMUNITY_BIND).address();
        String host = address.getHostAddress();
        int udp =
                server.listenUdp(
                        new InetSocketAddress(address, settings.port(SettingKey.COMMUNITY_PORT)));
        addresses =
                "udp://"
                        + host
                        + ":"
                        + udp
                        + (settings.isOff(SettingKey.COMMUNITY_HTTPS_PORT)
                                ? ""
                                : " " + listenWeb(address, settings))
                        + (settings.isOff(SettingKey.COMMUNITY_METRICS_PORT)
                                ? ""
                                : " " + listenMetrics(settings));
        engine.start();
        hints.start();
        RetentionTask.start(settings, store).ifPresent(opening::add);
        server.start();
        publishing(settings).ifPresent(opening::add);
        // First of all, so that what was asked is answered with what is known.
        opening.add(engine::stopWaiting);
        closing = opening.release();
    }

    private void showMetrics(Wiring wiring, PrometheusMeterRegistry meters) {
        LookupMetrics lookups = new LookupMetrics(meters);
        lookups.show(server.lookups());
        lookups.show(engine);
        BackgroundMetrics metrics = new BackgroundMetrics(meters);
        metrics.show(store);
        metrics.show(knownDomains);
        wiring.registrySource(store).ifPresent(metrics::show);
    }

    public static CommunityService start(Settings settings) {
        try (ClosingStack opening = new ClosingStack()) {
            return new CommunityService(settings, opening);
        } catch (IOException e) {
            throw new CommandException(
                    "the community server cannot start: " + ErrorMessages.rootReason(e), e);
        }
    }

    /**
     * Checks where the server is to listen, whom it trusts and what it is to publish, without
     * listening.
     *
     * @throws SettingException if something is wrong
     */
    static void verify(Settings settings) {
        var _ = communitySettings(settings);
        settings.file(SettingKey.RANK_LIST).ifPresent(CommunityService::requireReadable);
        if (!settings.isOff(SettingKey.COMMUNITY_HTTPS_PORT)) {
            var _ = webTls(settings);
        }
    }

    private static void requireReadable(Path rankList) {
        try (InputStream list = Files.newInputStream(rankList)) {
            var _ = list.read();
        } catch (IOException e) {
            throw new SettingException(
                    "rank-list " + rankList + " cannot be used: " + ErrorMessages.reason(e));
        }
    }

    /** Empty if the operator publishes by command. */
    private Optional<PublishSchedule> publishing(Settings settings) throws IOException {
        if (settings.isOff(SettingKey.PUBLISH_EVERY)) {
            return Optional.empty();
        }
        return Optional.of(
                PublishSchedule.start(
                        FeedPublishing.of(settings, knownDomains, store.registrations(), community)
                                .publisher(),
                        settings.duration(SettingKey.PUBLISH_EVERY),
                        Wiring.clock()));
    }

    private String listenWeb(InetAddress address, Settings settings) throws IOException {
        PemFiles pem = webTls(settings);
        InetSocketAddress wanted =
                new InetSocketAddress(
                        address,
                        settings.optionalPort(SettingKey.COMMUNITY_HTTPS_PORT).orElseThrow());
        int port = server.listenHttp(wanted, folder.publicFolder(), pem);
        return (pem == null ? "http://" : "https://") + address.getHostAddress() + ":" + port;
    }

    /** Null where only programs on this machine can connect, and no certificate is set. */
    private static @Nullable PemFiles webTls(Settings settings) {
        PemFiles pem = TlsSettings.files(settings);
        if (pem == null && !BindAddress.of(settings, SettingKey.COMMUNITY_BIND).isLoopback()) {
            throw new SettingException(
                    "community-https-port needs tls-certificate and tls-key beyond this machine");
        }
        return pem;
    }

    /** On loopback only: it lists the clients, and requires no token. */
    private String listenMetrics(Settings settings) throws IOException {
        InetSocketAddress wanted =
                new InetSocketAddress(
                        InetAddress.ofLiteral("127.0.0.1"),
                        settings.optionalPort(SettingKey.COMMUNITY_METRICS_PORT).orElseThrow());
        return "http://127.0.0.1:" + server.listenMetrics(wanted) + "/metrics";
    }

    private static CommunitySettings communitySettings(Settings settings) {
        TrustedProxies proxies = proxies(settings);
        return new CommunitySettings(
                anonymous(settings, proxies),
                DomainSuffixes.of(Wiring.suffixes(settings, SettingKey.PROHIBITED_TLDS)),
                settings.number(SettingKey.PUBLISH_AT),
                new Timeouts(CommunitySettings.DEFAULT.timeouts().own(), ORIGINAL_TIMEOUT),
                CommunitySettings.DEFAULT.rates(),
                proxies);
    }

    private static TrustedProxies proxies(Settings settings) {
        try {
            return TrustedProxies.parse(settings.list(SettingKey.TRUSTED_PROXIES));
        } catch (IllegalArgumentException e) {
            throw settings.wrong(SettingKey.TRUSTED_PROXIES, "addresses and networks of proxies");
        }
    }

    /**
     * Where only programs on this machine can connect, they need no token, unless a proxy brings
     * others.
     */
    private static boolean anonymous(Settings settings, TrustedProxies proxies) {
        return settings.isOn(SettingKey.ALLOW_ANONYMOUS)
                || (BindAddress.of(settings, SettingKey.COMMUNITY_BIND).isLoopback()
                        && proxies.networks().isEmpty());
    }

    public String addresses() {
        return addresses;
    }

    public Path folder() {
        return folder.path();
    }

    @Override
    public void close() {
        closing.close();
    }
}
