package org.domainstats.hints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;

import org.domainstats.httpclient.AllowedAddresses;
import org.domainstats.httpclient.BlockingHttpClient;
import org.domainstats.httpclient.HttpClientSettings;
import org.domainstats.httpclient.SharedVertx;
import org.domainstats.httpclient.SystemResolver;
import org.domainstats.httpclient.TrustedAuthorities;
import org.domainstats.model.DomainName;
import org.domainstats.model.Hostnames;
import org.domainstats.model.PublicSuffixList;
import org.domainstats.storesqlite.SqliteStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Lists from a server that does what it should, and one that does not. */
class HintListsTest {

    @TempDir private Path folder;

    private final SharedVertx vertx = new SharedVertx();
    private final BlockingHttpClient named =
            new BlockingHttpClient(
                    vertx, HttpClientSettings.forNamedHosts("test", TrustedAuthorities.java()));
    private final BlockingHttpClient publicOnly =
            new BlockingHttpClient(
                    vertx,
                    new HttpClientSettings(
                            "test",
                            AllowedAddresses.publicOnly(new SystemResolver()),
                            TrustedAuthorities.java(),
                            1,
                            Duration.ofSeconds(5)));
    private final Queue<String> conditions = new ConcurrentLinkedQueue<>();
    private HttpServer server;
    private SqliteStore store;
    private volatile HttpHandler behaviour = exchange -> reply(exchange, 500, "");

    @BeforeEach
    void open() throws IOException {
        store = SqliteStore.open(folder.resolve("contacts.db"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/",
                exchange -> {
                    conditions.add(
                            exchange.getRequestHeaders().getFirst("If-None-Match")
                                    + " "
                                    + exchange.getRequestHeaders().getFirst("If-Modified-Since"));
                    behaviour.handle(exchange);
                });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
        named.close();
        publicOnly.close();
        vertx.close();
        store.close();
    }

    @Test
    void listIsTakenOnceAndAskedForChangesAcrossRestarts() {
        behaviour = tagged("\"one\"", "evil.com\n");
        HintLists lists = lists();
        lists.run();
        lists.run();
        HintLists later = lists();
        later.run();

        assertThat(conditions).containsExactly("null null", "\"one\" null", "\"one\" null");
        assertThat(isListed("evil.com")).isTrue();
        assertThat(store.hints().generation()).isEqualTo(1);
        assertThat(status(later).failures()).isZero();
        assertThat(status(later).domains()).isEqualTo(1);
        assertThat(status(later).ageSeconds()).isBetween(0.0, 300.0);

        behaviour = tagged("\"two\"", "evil.com\nbad.net\n");
        later.run();

        assertThat(isListed("bad.net")).isTrue();
        assertThat(store.hints().lists().getFirst().version()).isEqualTo("\"two\"");
    }

    @Test
    void dateOfChangeServesWhereThereIsNoTag() {
        String changed = "Wed, 25 Nov 2026 10:00:00 GMT";
        behaviour =
                exchange -> {
                    exchange.getResponseHeaders().add("Last-Modified", changed);
                    reply(exchange, 200, "evil.com\n");
                };
        HintLists lists = lists();
        lists.run();
        lists.run();
        assertThat(conditions).containsExactly("null null", "null " + changed);
    }

    @Test
    void whatGoesWrongIsCountedAndLeavesWhatWasTaken() throws IOException {
        behaviour = tagged("\"one\"", "evil.com\n");
        HintLists lists = lists();
        lists.run();
        byte[] gzip = gzip("bad.net\n".repeat(500));
        List<HttpHandler> wrong =
                List.of(
                        exchange -> reply(exchange, 500, "bad.net\n"),
                        exchange -> reply(exchange, 404, "bad.net\n"),
                        exchange -> reply(exchange, 200, ""),
                        exchange -> reply(exchange, 200, "<html>\nbad.net\n"),
                        exchange -> reply(exchange, 200, Arrays.copyOf(gzip, gzip.length - 8)),
                        HintListsTest::breaksOff,
                        exchange -> redirect(exchange, "http://127.0.0.2:" + port() + "/x"),
                        exchange -> redirect(exchange, "http://[::1]/x"),
                        exchange -> redirect(exchange, "file:///etc/passwd"),
                        exchange -> redirect(exchange, "/"));
        for (HttpHandler each : wrong) {
            behaviour = each;
            lists.run();
        }
        assertThat(status(lists).failures()).isEqualTo(wrong.size());
        assertThat(isListed("bad.net")).isFalse();
        assertThat(isListed("evil.com")).isTrue();
        assertThat(store.hints().lists().getFirst().version()).isEqualTo("\"one\"");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.filter(each -> each.toString().endsWith(".part"))).isEmpty();
        }
    }

    @Test
    void redirectWithinTheHostIsFollowed() {
        behaviour =
                exchange -> {
                    if (exchange.getRequestURI().getPath().equals("/other")) {
                        reply(exchange, 200, "evil.com\n");
                    } else {
                        redirect(exchange, "/other");
                    }
                };
        lists().run();
        assertThat(isListed("evil.com")).isTrue();
    }

    @Test
    void endlessBodyEndsAtItsLimit() {
        behaviour =
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    try (OutputStream out = exchange.getResponseBody()) {
                        while (true) {
                            out.write("evil.com\n".repeat(1_000).getBytes(StandardCharsets.UTF_8));
                        }
                    }
                };
        HintDownload download = new HintDownload(named, publicOnly, 1 << 20);
        assertThatThrownBy(
                        () -> download.get(URI.create(url()), "", folder.resolve("endless.part")))
                .hasMessageContaining("more than 1048576 bytes");
    }

    @Test
    void fileIsReadAgainWhenItIsWrittenAnew() throws IOException {
        Path file = folder.resolve("new names.txt");
        HintLists lists = lists("files=names:" + file);
        lists.run();
        assertThat(status(lists).ageSeconds()).isNaN();
        Files.writeString(file, "evil.com\n");
        lists.run();
        lists.run();
        assertThat(store.hints().generation()).isEqualTo(1);
        Files.writeString(file, "evil.com\nbad.net\n");
        lists.run();
        assertThat(isListed("bad.net")).isTrue();
        assertThat(status(lists).failures()).isZero();
    }

    private HttpHandler tagged(String tag, String text) {
        return exchange -> {
            exchange.getResponseHeaders().add("ETag", tag);
            if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                exchange.sendResponseHeaders(304, -1);
                exchange.close();
            } else {
                reply(exchange, 200, text);
            }
        };
    }

    private static void reply(HttpExchange exchange, int status, String text) throws IOException {
        reply(exchange, status, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static void redirect(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().add("Location", to);
        reply(exchange, 302, "");
    }

    private static void breaksOff(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 1_000);
        exchange.getResponseBody().write("bad.net\n".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        throw new IOException("the server breaks off");
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private String url() {
        return "http://127.0.0.1:" + port() + "/list.txt";
    }

    private HintLists lists() {
        return lists("l=" + url());
    }

    private HintLists lists(String source) {
        return new HintLists(
                List.of(HintSource.parse(source)),
                store,
                new HintImporter(
                        store, new Hostnames(PublicSuffixList.carried()), Clock.systemUTC()),
                new HintLists.Fetching(new HintLists.Clients(named, publicOnly), folder),
                new HintLists.Environment(
                        Clock.systemUTC(), ThreadLocalRandom.current(), () -> {}));
    }

    private static HintLists.Status status(HintLists lists) {
        return lists.statuses().getFirst();
    }

    private boolean isListed(String domain) {
        DomainName name = new DomainName(domain);
        @Nullable Object found = store.hints().findAll(List.of(name)).get(name);
        return found != null;
    }
}
