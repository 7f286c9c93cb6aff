package org.domainstats.communityserver;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.domainstats.protocol.ClientId;
import org.domainstats.protocol.Envelope;
import org.domainstats.protocol.Token;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;

/** The operator sees traffic and client health, and no queries. */
class MetricsListenerTest {

    @TempDir private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private TestCommunity community;
    private Token token;
    private int port;

    @BeforeEach
    void open() throws IOException {
        token = Members.open(folder.resolve("clients")).add(new ClientId("acme"), random());
        community = new TestCommunity(folder, CommunitySettings.DEFAULT, TestCommunity.REGISTRY);
        port =
                community.server.listenMetrics(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private static SecureRandom random() {
        return new SecureRandom();
    }

    @AfterEach
    void close() {
        http.close();
        community.close();
    }

    @Test
    void metricsAndStatsShowTrafficAndHealth() throws Exception {
        String health =
                "{\"action\":\"healthcheck\",\"id\":\"AAAAAAAA\",\"memcache\":[7,2,0,100,9,4096,262144],"
                        + "\"netstats\":[1,2,3,4]}";
        exchange(Envelope.seal(health.getBytes(UTF_8), token.key()));
        exchange(health.getBytes(UTF_8));
        exchange(
                "{\"action\":\"query\",\"id\":\"BBBBBBBB\",\"domain\":\"example.com\"}"
                        .getBytes(UTF_8));

        HttpResponse<String> metrics = get("/metrics");
        assertThat(metrics.headers().firstValue("Content-Type"))
                .contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(metrics.body().lines())
                .contains(
                        "# TYPE domain_stats_community_requests_total counter",
                        "domain_stats_community_requests_total 3.0",
                        "domain_stats_community_first_contacts_total 1.0",
                        "domain_stats_community_client_cache_hits{client=\"acme\"} 7.0",
                        "domain_stats_community_client_cache_program_kilobytes{client=\"acme\"} 262144.0",
                        "domain_stats_community_client_answers_errors{client=\"acme\"} 4.0",
                        "domain_stats_community_clients_without_token 1.0")
                .anyMatch(
                        line -> line.matches("domain_stats_community_kernel_dropped_total.* 0\\.0"))
                .noneMatch(line -> line.contains("example"));
        assertThat(get("/stats").body())
                .startsWith("{\"product\":\"domain-stats\",\"feed\":\"0.0\",\"traffic\":{")
                .contains("\"first_contacts\":1,")
                .containsPattern(
                        "\"clients\":\\[\\{\"client\":\"acme\",\"told\":\"20[-0-9T:]+Z\",\"cache\":"
                                + "\\{\"hits\":7,\"misses\":2,\"expired\":0,\"capacity\":100,\"size\":9,")
                .contains(
                        "\"answers\":{\"from_database\":1,\"from_own_lookups\":2,\"from_community\":3,"
                                + "\"errors\":4}}],\"clients_without_token\":1}")
                .doesNotContain("example");
    }

    @Test
    void otherPathsAndMethodsAreRefused() throws Exception {
        assertThat(get("/").statusCode()).isEqualTo(404);
        assertThat(get("/v1/community").statusCode()).isEqualTo(404);
        HttpRequest post =
                HttpRequest.newBuilder(uri("/metrics"))
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build();
        assertThat(http.send(post, BodyHandlers.discarding()).statusCode()).isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: 127.0.0.1\r\nSec-Fetch-Site: cross-site",
                "Host: 127.0.0.1\r\nOrigin: http://evil.example",
                "Host: 127.0.0.1\r\nOrigin: null",
                "Host: rebound.example:%d"
            })
    void pageElsewhereIsRefused(String fields) throws Exception {
        assertThat(raw(fields.formatted(port))).startsWith("HTTP/1.1 403");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: 127.0.0.1:%d",
                "Host: localhost\r\nSec-Fetch-Site: none\r\nUser-Agent: Mozilla/5.0",
                "Host: [::1]:1"
            })
    void operatorIsServed(String fields) throws Exception {
        assertThat(raw(fields.formatted(port))).startsWith("HTTP/1.1 200");
    }

    private String raw(String fields) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String request = "GET /stats HTTP/1.1\r\nConnection: close\r\n" + fields + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private void exchange(byte[] request) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(60_000);
            socket.send(
                    new DatagramPacket(
                            request,
                            request.length,
                            InetAddress.getLoopbackAddress(),
                            community.port));
            socket.receive(new DatagramPacket(new byte[4_096], 4_096));
        }
    }
}
