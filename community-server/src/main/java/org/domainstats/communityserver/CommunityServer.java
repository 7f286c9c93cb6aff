package org.domainstats.communityserver;

import org.domainstats.base.ScheduledTasks;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** A community server: its listeners and its periodic tasks. */
public final class CommunityServer implements AutoCloseable {

    private final TrafficCounters traffic = new TrafficCounters();
    private final MemberHealth health = new MemberHealth();
    private final CommunityStores stores;
    private final AnnouncementClaims claims;
    private final AskerRecorder askers;
    private final RequestDispatcher dispatcher;
    private final ScheduledTasks tasks = new ScheduledTasks("community-tasks");
    private @Nullable UdpListener udp;
    private @Nullable HttpListener http;
    private @Nullable HttpListener metrics;

    /**
     * Creates a server that does not listen yet.
     *
     * @param random cryptographically secure
     */
    public CommunityServer(
            CommunityLookup engine,
            CommunityStores stores,
            CommunitySettings settings,
            InstantSource clock,
            RandomGenerator random) {
        this.stores = stores;
        this.claims =
                new AnnouncementClaims(
                        stores.firstClaims(), engine.contacts(), stores.hash(), clock, random);
        this.askers = new AskerRecorder(stores.askers(), stores.hash(), settings.publishAt());
        RateLimits limits = new RateLimits(settings.rates(), System::nanoTime);
        AccessControl accessControl =
                new AccessControl(
                        stores.members(), stores.denyList(), limits, settings.anonymous());
        QueryHandler queries =
                new QueryHandler(
                        engine,
                        claims,
                        askers,
                        new QueryHandler.Terms(
                                new ProhibitedNames(settings.prohibitedTlds()),
                                settings.timeouts(),
                                stores.published()));
        RequestDispatcher.ClientTerms terms =
                new RequestDispatcher.ClientTerms(
                        settings.prohibitedTlds(), stores.published(), clock);
        this.dispatcher = new RequestDispatcher(accessControl, queries, traffic, health, terms);
    }

    /** Listens for datagrams, and returns the port. */
    public int listenUdp(InetSocketAddress address) throws IOException {
        UdpListener listener = UdpListener.open(address, dispatcher);
        udp = listener;
        return listener.port();
    }

    /**
     * Listens for HTTPS, and returns the port once a first handshake has succeeded.
     *
     * @param publicFolder with {@code feed/} and {@code data/}
     * @param pem certificate and key, or null for plain http behind a proxy or on this machine
     */
    public int listenHttp(InetSocketAddress address, Path publicFolder, @Nullable PemFiles pem)
            throws IOException {
        PublicFiles files = new PublicFiles(publicFolder);
        HttpListener listener =
                new HttpListener(address, () -> new HttpVisit(dispatcher, files), pem);
        http = listener;
        if (pem != null) {
            TlsWarmUp.of(
                    new InetSocketAddress(address.getAddress(), listener.port()),
                    pem.certificate());
        }
        return listener.port();
    }

    /**
     * Listens for the operator's {@code /metrics} and {@code /stats}, and returns the port. It
     * lists the clients to everybody who can reach it.
     */
    public int listenMetrics(InetSocketAddress address) throws IOException {
        MetricsPage page = new MetricsPage(traffic, health, stores.published());
        HttpListener listener = new HttpListener(address, () -> new FiguresVisit(page), null);
        metrics = listener;
        return listener.port();
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
        HttpListener listener = http;
        if (listener != null) {
            listener.refresh();
        }
    }

    public TrafficCounters.Snapshot traffic() {
        return traffic.snapshot();
    }

    public MemberHealth health() {
        return health;
    }

    /** Stops listening, and writes what is pending. */
    @Override
    public void close() throws IOException {
        if (udp != null) {
            udp.close();
        }
        if (http != null) {
            http.close();
        }
        if (metrics != null) {
            metrics.close();
        }
        tasks.close();
        askers.flush();
    }
}
