package org.domainstats.communityserver;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;

import org.domainstats.base.Deadline;
import org.domainstats.base.ScheduledTasks;
import org.domainstats.base.Stoppable;
import org.domainstats.http.HttpLimits;
import org.domainstats.http.HttpListener;
import org.domainstats.http.ListenerSettings;
import org.domainstats.http.PemFiles;
import org.domainstats.lookup.LookupCounters;
import org.domainstats.model.DomainName;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** A community server: its listeners and its periodic tasks. */
public final class CommunityServer implements Stoppable {

    /** Longer than a query of the original waits; members over HTTPS share proxies and NAT. */
    private static final HttpLimits LIMITS = HttpLimits.DEFAULT.withConnections(8_192, 1_024);

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);

    private final TrafficCounters traffic = new TrafficCounters();
    private final MemberHealth health = new MemberHealth();
    private final CommunityMetrics metrics;
    private final ScheduledTasks tasks = new ScheduledTasks("community-tasks");
    private final List<UdpListener> udpListeners = new ArrayList<>();
    private final List<HttpListener> httpListeners = new ArrayList<>();
    private final CommunityStores stores;
    private final CommunitySettings settings;
    private final Environment environment;
    private final AnnouncementClaims claims;
    private final AskerRecorder askers;
    private final QueryHandler queries;
    private final RequestDispatcher dispatcher;

    /** Creates a server that does not listen yet. */
    public CommunityServer(
            CommunityLookup engine,
            CommunityStores stores,
            CommunitySettings settings,
            Environment environment) {
        this.stores = stores;
        this.settings = settings;
        this.environment = environment;
        this.metrics = new CommunityMetrics(environment.meters, traffic, health);
        this.claims =
                new AnnouncementClaims(
                        stores.firstClaims(),
                        engine.contacts(),
                        stores.hash(),
                        environment.clock,
                        environment.random);
        this.askers = new AskerRecorder(stores.askers(), stores.hash(), settings.publishAt());
        this.queries = queries(engine);
        this.dispatcher =
                new RequestDispatcher(messageAccess(), queries, traffic, health, clientTerms());
    }

    /**
     * What comes from outside the program.
     *
     * @param random cryptographically secure
     * @param vertx called when the first HTTP listener is started
     * @param meters where all that is measured of the process is registered
     */
    public record Environment(
            InstantSource clock,
            RandomGenerator random,
            Supplier<Vertx> vertx,
            PrometheusMeterRegistry meters) {}

    private MessageAccess messageAccess() {
        return new MessageAccess(
                stores.members(),
                stores.denyList(),
                new RateLimits(settings.rates(), System::nanoTime),
                settings.anonymous());
    }

    private QueryHandler queries(CommunityLookup engine) {
        return new QueryHandler(
                engine,
                claims,
                askers,
                new QueryHandler.Terms(
                        settings.prohibited(), settings.timeouts(), stores.published()));
    }

    private RequestDispatcher.ClientTerms clientTerms() {
        return new RequestDispatcher.ClientTerms(
                settings.prohibited().suffixes().stream().map(DomainName::ascii).toList(),
                stores.published(),
                environment.clock);
    }

    /** Listens for datagrams, and returns the port. */
    public int listenUdp(InetSocketAddress address) throws IOException {
        UdpListener listener = UdpListener.open(address, dispatcher);
        udpListeners.add(listener);
        metrics.udpPort(listener.port());
        return listener.port();
    }

    /**
     * Listens for messages and requests for the feed over HTTPS, and returns the port.
     *
     * @param publicFolder with {@code feed/} and {@code data/}
     * @param tls certificate and key, or null for plain HTTP behind a proxy or on this machine
     */
    public int listenHttp(InetSocketAddress address, Path publicFolder, @Nullable PemFiles tls)
            throws IOException {
        FeedDownloads files = new FeedDownloads(publicFolder);
        HttpListener listener =
                HttpListener.start(
                        environment.vertx.get(),
                        ListenerSettings.plain(address)
                                .withTls(tls)
                                .withLimits(LIMITS.behind(settings.proxies())),
                        metrics.listener("community"),
                        (_, listenerMetrics) ->
                                new CommunityHttpApi(
                                        dispatcher, files, settings.proxies(), listenerMetrics));
        httpListeners.add(listener);
        return listener.address().getPort();
    }

    /**
     * Listens for the operator's {@code /metrics} and {@code /stats}, and returns the port. It
     * lists the clients to everybody who can reach it.
     */
    public int listenMetrics(InetSocketAddress address) throws IOException {
        MetricsHttpApi api =
                new MetricsHttpApi(metrics, new StatsPage(traffic, health, stores.published()));
        HttpListener listener =
                HttpListener.start(
                        environment.vertx.get(),
                        ListenerSettings.plain(address),
                        metrics.listener("metrics"),
                        (_, _) -> api);
        httpListeners.add(listener);
        return listener.address().getPort();
    }

    /** Starts the periodic tasks. */
    public void start() {
        tasks.every(Duration.ofSeconds(1), "record who asked", askers::flush);
        tasks.every(Duration.ofMinutes(1), "delete expired claims", claims::deleteExpired);
        tasks.every(Duration.ofSeconds(2), "read changed files", this::refresh);
    }

    private void refresh() {
        stores.members().refresh();
        stores.denyList().refresh();
        stores.published().refresh();
    }

    /** What was counted of answers that were not in memory. */
    public LookupCounters lookups() {
        return queries.counters();
    }

    public TrafficCounters.Snapshot traffic() {
        return traffic.snapshot();
    }

    public MemberHealth health() {
        return health;
    }

    @Override
    public void stop() {
        tasks.stop();
    }

    /** Stops listening, and writes what is pending. */
    @Override
    public void close(Deadline deadline) {
        udpListeners.forEach(UdpListener::close);
        HttpListener.stopAll(httpListeners, STOP_TIMEOUT);
        tasks.close(deadline);
        askers.flush();
    }
}
