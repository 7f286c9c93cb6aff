package org.domainstats.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;

import org.domainstats.access.AuditTrail;
import org.domainstats.access.Identity;
import org.domainstats.access.ResourceRequest;
import org.domainstats.http.AccessRole;
import org.domainstats.http.Exchange;
import org.domainstats.http.HttpListener;
import org.domainstats.http.HttpMetrics;
import org.domainstats.http.ListenerSettings;
import org.domainstats.http.RequestTarget;
import org.domainstats.knowndomains.SqliteKnownDomains;
import org.domainstats.model.Age;
import org.domainstats.model.DomainName;
import org.domainstats.model.Hostnames;
import org.domainstats.model.Insights;
import org.domainstats.model.PublicName;
import org.domainstats.model.PublicSuffixList;
import org.domainstats.processkit.Await;
import org.domainstats.processkit.RawHttpClient;
import org.domainstats.store.Store;
import org.domainstats.storesqlite.SqliteStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** A client that does not read what it has asked for holds its own places, not all. */
class OpenPagesTest {

    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final int LIVE_PAGES_OF_A_CLIENT = 64;

    /** More than systems take for a client that does not read: 12 MB as NDJSON. */
    private static final int CONTACTS = 15_000;

    private static final String EXPORT = "/export?format=ndjson";

    @TempDir Path folder;

    private final TableChanges changes = new TableChanges();
    private final AtomicInteger computedOnVirtualThreads = new AtomicInteger();
    private final Vertx vertx = Vertx.vertx();
    private final List<RawHttpClient> clients = new ArrayList<>();
    private Store store;
    private SqliteKnownDomains known;
    private HttpListener listener;

    @BeforeEach
    void open() throws IOException {
        store = SqliteStore.open(folder.resolve("contacts.db"));
        known = SqliteKnownDomains.open(folder.resolve("known.db"));
        ContactFacts facts =
                new ContactFacts(
                        store,
                        known,
                        new Hostnames(PublicSuffixList.carried()),
                        new ContactRules(Age.DEFAULT, this::insights, true),
                        () -> NOW);
        AuditTrail audit = new AuditTrail(store.auditLog(), () -> NOW);
        DashboardParts parts =
                new DashboardParts(store, facts, audit, changes, () -> {}, () -> NOW);
        ExportResource exports = new ExportResource(parts);
        TriageStreamResource live = new TriageStreamResource(changes);
        listener =
                HttpListener.start(
                        vertx,
                        ListenerSettings.plain(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                        new HttpMetrics(new SimpleMeterRegistry(), "test"),
                        (_, _) ->
                                exchange -> {
                                    ResourceRequest request = request(exchange);
                                    if (exchange.target().equals("/live")) {
                                        live.handle(request);
                                    } else {
                                        exports.handle(request);
                                    }
                                });
        try (TriageFollower follower = new TriageFollower(store, facts, changes)) {
            String padding = "x".repeat(50);
            store.contacts()
                    .recordAllIfAbsent(
                            IntStream.range(0, CONTACTS)
                                    .mapToObj(i -> new DomainName(padding + i + ".com"))
                                    .toList(),
                            NOW);
            boolean more = true;
            while (more) {
                more = follower.follow();
            }
        }
    }

    private Insights insights(PublicName name) {
        if (Thread.currentThread().isVirtual()) {
            computedOnVirtualThreads.incrementAndGet();
        }
        return Insights.NONE;
    }

    private static ResourceRequest request(Exchange exchange) {
        return new ResourceRequest(
                exchange,
                new Identity("analyst", AccessRole.READ, Identity.Proof.NONE, ""),
                exchange.peer(),
                Map.of(),
                Objects.requireNonNull(RequestTarget.parse(exchange.request().uri())),
                new byte[0]);
    }

    @AfterEach
    void close() throws Exception {
        for (RawHttpClient each : clients) {
            each.close();
        }
        changes.close();
        listener.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        store.close();
        known.close();
    }

    /** A client that asks, and reads nothing by itself. */
    private RawHttpClient ask(String from, String path) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
        socket.connect(listener.address());
        RawHttpClient client = new RawHttpClient(socket, "localhost");
        clients.add(client);
        return client.get(path);
    }

    private int status(String from, String path) throws IOException {
        return ask(from, path).receiveHead().status();
    }

    @Test
    void anExportThatIsNotReadLeavesAPlaceForAnotherClient() throws Exception {
        assertThat(status("127.0.0.1", EXPORT)).isEqualTo(200);
        assertThat(status("127.0.0.1", EXPORT)).isEqualTo(503);
        assertThat(status("127.0.0.2", EXPORT)).isEqualTo(200);
        assertThat(status("127.0.0.3", EXPORT)).isEqualTo(503);

        clients.getFirst().close();
        Await.until("the place is free", () -> status("127.0.0.3", EXPORT) == 200);
    }

    /** Of which there are as many as processors, and questions need one too. */
    @Test
    void anExportThatIsReadKeepsNoCarrierThreadFromOthers() throws Exception {
        List<String> lines = new ArrayList<>();
        assertThat(ask("127.0.0.1", EXPORT).receiveLines(lines::add)).isEqualTo(200);
        assertThat(lines).hasSize(CONTACTS);
        assertThat(computedOnVirtualThreads).hasValue(0);
    }

    @Test
    void livePagesOfOneClientLeavePlacesForAnother() throws Exception {
        for (int i = 0; i < LIVE_PAGES_OF_A_CLIENT; i++) {
            assertThat(status("127.0.0.1", "/live")).as("page %d", i).isEqualTo(200);
        }
        assertThat(status("127.0.0.1", "/live")).isEqualTo(503);
        assertThat(status("127.0.0.2", "/live")).isEqualTo(200);
    }
}
