package org.domainstats.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.domainstats.httpclient.BlockingHttpClient;
import org.domainstats.httpclient.HttpClientSettings;
import org.domainstats.httpclient.SharedVertx;
import org.domainstats.httpclient.TrustedAuthorities;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A feed on a web server that may break off, change, or send too much. */
class FeedUrlTest {

    private static final byte[] CONTENT =
            "0123456789".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
    private static final int HALF = CONTENT.length / 2;

    @TempDir private Path folder;

    @AutoClose private final SharedVertx vertx = new SharedVertx();

    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private String tag = "\"one\"";
    private boolean breaksOff;
    private long resumedFrom;
    private HttpServer server;
    private BlockingHttpClient http;
    private URI base;
    private FeedSource feed;
    private PartialDownload partial;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/feed/file", this::serve);
        server.start();
        base = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/feed/");
        http =
                new BlockingHttpClient(
                        vertx, HttpClientSettings.forNamedHosts("test", TrustedAuthorities.java()));
        feed = FeedSource.of(base.toString(), http);
        partial = new PartialDownload(folder, "file");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        String condition = exchange.getRequestHeaders().getFirst("If-Range");
        ranges.add(range + " " + condition);
        exchange.getResponseHeaders().set("ETag", tag);
        int from = 0;
        if (range != null && (condition == null || condition.equals(tag))) {
            from = Integer.parseInt(range.replaceAll("[^0-9]", ""));
            exchange.getResponseHeaders()
                    .set(
                            "Content-Range",
                            "bytes " + from + "-" + (CONTENT.length - 1) + "/" + CONTENT.length);
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, CONTENT.length - from);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(CONTENT, from, (breaksOff ? HALF : CONTENT.length) - from);
        }
    }

    @Test
    void aSmallFileComesWhole() throws FeedException {
        assertThat(feed.find("file", CONTENT.length)).hasValue(CONTENT);
        assertThat(feed.find("nowhere", 100)).isEmpty();
        assertThatExceptionOfType(FeedException.class)
                .isThrownBy(() -> feed.find("file", CONTENT.length - 1));
    }

    @Test
    void aSmallFileThatComesAnOctetAtATimeIsGivenUp() {
        CountDownLatch gaveUp = new CountDownLatch(1);
        server.createContext("/feed/slow", exchange -> sendSlowly(exchange, gaveUp));
        FeedSource impatient = new FeedUrl(base, http, Duration.ofMillis(200));
        try {
            assertThatExceptionOfType(FeedException.class)
                    .isThrownBy(() -> impatient.find("slow", CONTENT.length))
                    .withMessageContaining("slow broke off");
        } finally {
            gaveUp.countDown();
        }
    }

    /** Octets with a pause after each, which all come in the end. */
    private static void sendSlowly(HttpExchange exchange, CountDownLatch gaveUp)
            throws IOException {
        exchange.sendResponseHeaders(200, 500);
        try (OutputStream body = exchange.getResponseBody()) {
            for (int i = 0; i < 500; i++) {
                body.write('x');
                body.flush();
                gaveUp.await(10, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aDownloadThatBrokeOffIsResumed() throws Exception {
        breakOffOnce();

        assertThat(download()).isTrue();
        assertThat(partial.file()).hasBinaryContent(CONTENT);
        assertThat(ranges).containsExactly("null null", "bytes=" + resumedFrom + "- \"one\"");
    }

    @Test
    void aFileThatChangedMeanwhileIsDownloadedAgain() throws Exception {
        breakOffOnce();
        tag = "\"two\"";

        assertThat(download()).isTrue();
        assertThat(partial.file()).hasBinaryContent(CONTENT);
        assertThat(partial.tag()).isEqualTo("\"two\"");
    }

    @Test
    void aTagThatMayNotBeSentBackIsForgotten() throws Exception {
        tag = "one\u00e9";
        breakOffOnce();

        assertThat(partial.tag()).isEmpty();
        assertThat(download()).isTrue();
        assertThat(partial.file()).hasBinaryContent(CONTENT);
    }

    @Test
    void moreThanExpectedIsRefused() {
        assertThatExceptionOfType(FeedException.class)
                .isThrownBy(() -> feed.download("file", partial, HALF, FeedProgress.SILENT))
                .withMessageContaining("more comes than");
    }

    private void breakOffOnce() throws IOException {
        breaksOff = true;
        assertThatExceptionOfType(FeedException.class).isThrownBy(this::download);
        breaksOff = false;
        resumedFrom = Files.size(partial.file());
        assertThat(Files.readAllBytes(partial.file()))
                .isEqualTo(Arrays.copyOf(CONTENT, (int) resumedFrom));
    }

    private boolean download() throws FeedException {
        return feed.download("file", partial, CONTENT.length, FeedProgress.SILENT);
    }
}
