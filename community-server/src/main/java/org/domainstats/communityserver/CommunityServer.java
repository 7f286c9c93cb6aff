package org.domainstats.communityserver;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** A community server: its doors, and what is done behind them from time to time. */
public final class CommunityServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CommunityServer.class);

    private final TrafficCounters traffic = new TrafficCounters();
    private final MemberHealth health = new MemberHealth();
    private final CommunityStores kept;
    private final Announcer announcer;
    private final AskerRecorder notes;
    private final RequestDispatcher desk;
    private final ScheduledExecutorService schedule =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("community-chores").factory());
    private @Nullable UdpListener udp;
    private @Nullable HttpListener http;
    private @Nullable HttpListener figures;

    /**
     * A server whose doors are closed yet.
     *
     * @param random one that outsiders cannot predict
     */
    public CommunityServer(
            CommunityLookup engine,
            CommunityStores kept,
            CommunitySettings settings,
            InstantSource clock,
            RandomGenerator random) {
        this.kept = kept;
        this.announcer =
                new Announcer(kept.firstClaims(), engine.contacts(), kept.hash(), clock, random);
        this.notes = new AskerRecorder(kept.askers(), kept.hash(), settings.publishAt());
        RateLimits limits = new RateLimits(settings.rates(), System::nanoTime);
        AccessControl gate =
                new AccessControl(kept.members(), kept.denied(), limits, settings.anonymous());
        QueryHandler queries =
                new QueryHandler(engine, announcer, notes, settings.patience(), kept.published());
        RequestDispatcher.ClientTerms manners =
                new RequestDispatcher.ClientTerms(
                        settings.prohibitedTlds(), kept.published(), clock);
        this.desk = new RequestDispatcher(gate, queries, traffic, health, manners);
    }

    /** Opens the door for datagrams, and returns its port. */
    public int listenUdp(InetSocketAddress address) throws IOException {
        UdpListener door = UdpListener.open(address, desk, traffic);
        udp = door;
        return door.port();
    }

    /**
     * Opens the door for HTTPS, and returns its port once the first handshake is behind it.
     *
     * @param publicFolder with {@code feed/} and {@code data/}
     * @param pem certificate and key, or null for plain http behind a proxy or on this machine
     */
    public int listenHttp(InetSocketAddress address, Path publicFolder, @Nullable PemFiles pem)
            throws IOException {
        PublicFiles files = new PublicFiles(publicFolder);
        HttpListener door = new HttpListener(address, () -> new HttpVisit(desk, files), pem);
        http = door;
        if (pem != null) {
            TlsWarmUp.of(
                    new InetSocketAddress(address.getAddress(), door.port()), pem.certificate());
        }
        return door.port();
    }

    /**
     * Opens the operator's door, with {@code /metrics} and {@code /stats}, and returns its port.
     * Whoever can reach it reads which clients there are.
     */
    public int listenFigures(InetSocketAddress address) throws IOException {
        MetricsPage page = new MetricsPage(traffic, health, kept.published());
        HttpListener door = new HttpListener(address, () -> new FiguresVisit(page), null);
        figures = door;
        return door.port();
    }

    /** Starts what is done from time to time. */
    public void start() {
        every(1, "note who asked", notes::flush);
        every(60, "forget old claims", announcer::forget);
        every(2, "read changed files", this::refresh);
    }

    private void refresh() {
        kept.members().refresh();
        kept.denied().refresh();
        kept.published().refresh();
        HttpListener door = http;
        if (door != null) {
            door.refresh();
        }
    }

    private void every(int seconds, String what, Runnable chore) {
        var _ =
                schedule.scheduleWithFixedDelay(
                        () -> run(what, chore), seconds, seconds, TimeUnit.SECONDS);
    }

    private static void run(String what, Runnable chore) {
        try {
            chore.run();
        } catch (RuntimeException e) {
            // One failed round must not end the schedule; the disk may have room again at the next.
            LOG.warn("could not {}; will try again", what, e);
        }
    }

    public TrafficCounters.Figures traffic() {
        return traffic.figures();
    }

    public MemberHealth health() {
        return health;
    }

    /** Closes the doors, and writes what waits. */
    @Override
    public void close() throws IOException {
        if (udp != null) {
            udp.close();
        }
        if (http != null) {
            http.close();
        }
        if (figures != null) {
            figures.close();
        }
        schedule.shutdown();
        notes.flush();
    }
}
