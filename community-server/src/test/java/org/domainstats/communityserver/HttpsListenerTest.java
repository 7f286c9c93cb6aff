package org.domainstats.communityserver;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.communityclient.ClientDescription;
import org.domainstats.communityclient.CommunityAddress;
import org.domainstats.communityclient.CommunityClient;
import org.domainstats.communityclient.CommunityEndpoint;
import org.domainstats.http.TrustedProxies;
import org.domainstats.httpclient.BlockingHttpClient;
import org.domainstats.httpclient.HttpClientSettings;
import org.domainstats.httpclient.SharedVertx;
import org.domainstats.httpclient.TrustedAuthorities;
import org.domainstats.lookup.Community.Reply;
import org.domainstats.model.DomainName;
import org.domainstats.model.FeedVersion;
import org.domainstats.processkit.Await;
import org.domainstats.processkit.RawHttpClient;
import org.domainstats.protocol.ClientId;
import org.domainstats.protocol.Token;
import org.domainstats.registrations.RegistrationSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

class HttpsListenerTest {

    @AutoClose private final SharedVertx vertx = new SharedVertx();

    @TempDir private Path folder;
    private TestCommunity community;
    private Token token;
    private int port;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void open() throws IOException {
        token = Members.open(folder.resolve("clients")).add(new ClientId("a"), new SecureRandom());
        community = new TestCommunity(folder, CommunitySettings.DEFAULT, TestCommunity.REGISTRY);
        port = community.listenHttp(null);
        Files.createDirectories(folder.resolve("feed/1"));
        Files.writeString(folder.resolve("feed/1/1.txt"), "0123456789");
    }

    @AfterEach
    void close() {
        http.close();
        community.close();
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return send(to("/v1/community").POST(BodyPublishers.ofString(body)));
    }

    @Test
    void messageIsAnsweredAsOverUdp() throws Exception {
        HttpResponse<String> reply = post("{\"action\":\"query\",\"domain\":\"example.com\"}");
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body())
                .isEqualTo(
                        "{\"seen_by_web\":\"2015-12-12 19:34:59\",\"seen_by_us\":\"FIRST-CONTACT\","
                                + "\"other\":{}}");
    }

    /** A client without an id cannot repeat its request: it has this reply or none. */
    @Test
    @Timeout(300)
    void announcementOfAClientThatIsGoneGoesToTheNextOne() throws Exception {
        CountDownLatch replies = new CountDownLatch(1);
        RegistrationSource slow =
                (domain, trace) -> {
                    awaitUninterruptibly(replies);
                    return TestCommunity.REGISTRY.fetch(domain, trace);
                };
        String query = "{\"action\":\"query\",\"domain\":\"example.com\"}";
        community.close();
        community = new TestCommunity(folder, CommunitySettings.DEFAULT, slow);
        port = community.listenHttp(null);
        try (RawHttpClient gone = new RawHttpClient(URI.create("http://127.0.0.1:" + port + "/"))) {
            gone.post("/v1/community", query.getBytes(StandardCharsets.UTF_8)).endOutput();
            assertThat(gone.isAtEnd()).isTrue();
        }
        replies.countDown();

        Await.until("the announcement", () -> post(query).body().contains("FIRST-CONTACT"));
        assertThat(post(query).body()).contains("seen_by_us").doesNotContain("FIRST-CONTACT");
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void clientAsksOverHttp() throws Exception {
        CommunityEndpoint connection =
                new CommunityEndpoint(
                        CommunityAddress.parse("http://127.0.0.1:" + port),
                        token,
                        Duration.ofMinutes(1),
                        new BlockingHttpClient(
                                vertx,
                                HttpClientSettings.forNamedHosts(
                                        "test", TrustedAuthorities.java())));
        try (CommunityClient client =
                CommunityClient.of(
                        connection,
                        new ClientDescription(
                                "1",
                                () -> FeedVersion.NONE,
                                () -> ClientDescription.Figures.NONE,
                                newest -> {}))) {
            client.start();
            assertThat(client.ask(new DomainName("example.com"))).isInstanceOf(Reply.Known.class);
        }
    }

    @Test
    void whatIsNoMessageIsRefused() throws Exception {
        assertThat(post("{").statusCode()).isEqualTo(400);
        // More than fits into the buffers between, so that the response comes while it is still
        // sending.
        for (int i = 0; i < 20; i++) {
            assertThat(post("x".repeat(4_000_000)).statusCode()).isEqualTo(413);
        }
        assertThat(post("{\"action\":\"update\"}").statusCode()).isEqualTo(204);
        assertThat(send(to("/v1/community").GET()).statusCode()).isEqualTo(405);
        assertThat(send(to("/feed/1/1.txt").DELETE()).statusCode()).isEqualTo(405);
    }

    @Test
    void requestsSentAtOnceAreAnsweredInOrder() throws Exception {
        String query = "{\"action\":\"query\",\"domain\":\"slow.com\"}";
        String post =
                "POST /v1/community HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(query.length(), query);
        String get = "GET /feed/1/1.txt HTTP/1.1\r\nHost: x\r\n\r\n";
        String last = "GET /no HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write((post + get + post + last).getBytes(StandardCharsets.US_ASCII));
            String all =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(all)
                    .containsSubsequence(
                            "FIRST-CONTACT", "0123456789", "seen_by_us", "404 Not Found");
        }
    }

    @Test
    void compressedMessagesAreRefused() throws Exception {
        HttpRequest.Builder request =
                to("/v1/community")
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofString("x"));
        assertThat(send(request).statusCode()).isEqualTo(415);
    }

    @Test
    void trustedProxyNamesTheClient() throws Exception {
        Files.writeString(folder.resolve("denied"), "203.0.113.7 no\n");
        CommunitySettings usual = CommunitySettings.DEFAULT;
        reopen(
                new CommunitySettings(
                        true,
                        usual.prohibited(),
                        usual.publishAt(),
                        usual.timeouts(),
                        usual.rates(),
                        TrustedProxies.parse(List.of("127.0.0.1"))));
        assertThat(queryFor("192.0.2.1, 203.0.113.7")).contains("\"error\":\"no\"");
        assertThat(queryFor("203.0.113.7, 192.0.2.1")).contains("FIRST-CONTACT");
    }

    /** A proxy on this machine must not make strangers local. */
    @Test
    void strangersBehindAnUnknownProxyNeedAToken() throws Exception {
        assertThat(queryFor("192.0.2.1")).contains("trusted-proxies");
        assertThat(community.store.contacts().find(new DomainName("example.com"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sec-Fetch-Site | cross-site",
                "Sec-Fetch-Site | same-origin",
                "Referer | http://evil.example/",
                "User-Agent | Mozilla/5.0 (X11; Linux x86_64)",
                "Accept | image/avif,image/webp,*/*;q=0.8"
            })
    void browsersAreRefused(String name, String value) throws Exception {
        HttpRequest.Builder message =
                to("/v1/community")
                        .header(name, value)
                        .POST(
                                BodyPublishers.ofString(
                                        "{\"action\":\"query\",\"domain\":\"example.com\"}"));
        assertThat(send(message).statusCode()).isEqualTo(403);
        assertThat(send(to("/feed/1/1.txt").header(name, value)).statusCode()).isEqualTo(403);
        assertThat(community.store.contacts().find(new DomainName("example.com"))).isEmpty();
    }

    private String queryFor(String client) throws Exception {
        return send(to("/v1/community")
                        .header("X-Forwarded-For", client)
                        .POST(
                                BodyPublishers.ofString(
                                        "{\"action\":\"query\",\"domain\":\"example.com\"}")))
                .body();
    }

    private void reopen(CommunitySettings settings) throws IOException {
        community.close();
        community = new TestCommunity(folder, settings, TestCommunity.REGISTRY);
        port = community.listenHttp(null);
    }
}
