package org.domainstats.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.domainstats.answerformats.Dialect;
import org.domainstats.processkit.RawHttpClient;
import org.domainstats.processkit.RawResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

class DomainServerTest {

    private static final String JUNK =
            "{\"seen_by_web\": \"UNAVAILABLE\", \"seen_by_us\": \"UNAVAILABLE\","
                    + " \"seen_by_you\": \"UNAVAILABLE\", \"rank\": -1,"
                    + " \"other\": \"{\\\"status\\\": \\\"not-public\\\", \\\"error\\\": \\\"REASON\\\"}\"}";

    private final TestServer server = new TestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void firstContactIsSaidOnceAndThenItsInstant() throws IOException {
        assertThat(server.get("/google.com").body())
                .isEqualTo(
                        "{\"seen_by_web\": \"ESTABLISHED\", \"seen_by_us\": \"UNAVAILABLE\","
                                + " \"seen_by_you\": \"FIRST-CONTACT\", \"rank\": 1, \"other\":"
                                + " \"{}\"}");
        assertThat(server.get("/google.com").body())
                .isEqualTo(
                        "{\"seen_by_web\": \"ESTABLISHED\", \"seen_by_us\": \"UNAVAILABLE\","
                                + " \"seen_by_you\": \"2026-11-24 10:00:00\", \"rank\": 1,"
                                + " \"other\": \"{}\"}");
    }

    @Test
    void hasAnsweredItselfBeforeAnybodyElseAsks() throws IOException {
        assertThat(server.lookup.contacts()).isZero();
        assertThat(server.get("/stats").body()).startsWith("CacheInfo(hits=0, misses=0,");
    }

    @Test
    void timeoutCountsFromWhenTheQuestionCameIn() throws IOException {
        server.get("/google.com");

        assertThat(server.lookup.lastTimeout()).isPositive().isLessThan(TestServer.TIMEOUT);
    }

    @Test
    void everyAnswerIsOneLineOfJsonWithAReasonPhraseAndALength() throws IOException {
        RawResponse received = server.get("/markbaggett.com");

        assertThat(received.start()).isEqualTo("HTTP/1.1 200 OK");
        assertThat(received.header("content-type")).isEqualTo("application/json");
        assertThat(received.header("content-length"))
                .isEqualTo(Integer.toString(received.body().length()));
        assertThat(received.header("date")).isEqualTo("Tue, 24 Nov 2026 10:00:00 GMT");
        assertThat(received.headers()).doesNotContainKeys("server", "set-cookie", "location");
        assertThat(received.body()).doesNotContain("\n");
    }

    @Test
    void onlyTheAnswerThatAnnouncesForbidsToBeStored() throws IOException {
        assertThat(server.get("/a.com").header("cache-control")).isEqualTo("no-store");
        assertThat(server.get("/a.com").headers()).doesNotContainKey("cache-control");
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    /%{[dns][question][name]}, unresolved placeholder of a log shipper
                    /%25%7Bquery%7D, unresolved placeholder of a log shipper
                    /192.0.2.1, an IP address
                    /localhost, a single label
                    /example.com:443, a port after the name
                    /http://example.com/, 'a URL, not a hostname'
                    /a%00.com, characters that no hostname has
                    /a%0d%0aSet-Cookie:x.com, characters that no hostname has
                    /a%20b.com, characters that no hostname has
                    /a%zz.com, characters that no hostname has
                    /a%, characters that no hostname has
                    /co.uk, 'a public suffix, nobody''s domain'
                    /host.invalidtld, no known public suffix
                    /, empty name
                    /%2e, empty name
                    """)
    void junkIsAnsweredWithItsReasonAndLeavesNoContact(String target, String reason)
            throws IOException {
        RawResponse received = server.get(target);

        assertThat(received.status()).isEqualTo(200);
        assertThat(received.body()).isEqualTo(JUNK.replace("REASON", reason));
        assertThat(server.lookup.contacts()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a%00b.tunnel.org",
                "/x'y.tunnel.org",
                "/a%20b%23%3F.tunnel.org",
                "/a%2Fb%3A.tunnel.org",
                "/%5Cx00%5C032.tunnel.org",
                "/%ff%fe.tunnel.org",
                "/*.tunnel.org"
            })
    void anOddLabelInFrontLeavesTheContactOfTheDomain(String target) throws IOException {
        assertThat(server.get(target).body()).contains("FIRST-CONTACT");
        assertThat(server.lookup.hasContact("tunnel.org")).isTrue();
    }

    @Test
    void octetsThatAreNoUtf8AreJunk() throws IOException {
        assertThat(server.get("/%ff%fe.com").body()).contains("not-public");
        assertThat(server.get("/\u00ff\u00fe.com").body()).contains("not-public");
        assertThat(server.lookup.contacts()).isZero();
    }

    @Test
    void internationalizedNamesComeEncodedOrRaw() throws IOException {
        assertThat(server.get("/www.%E9%A3%9F%E7%8B%AE.com").body()).contains("FIRST-CONTACT");
        assertThat(server.lookup.hasContact("xn--85x722f.com")).isTrue();
        assertThat(server.get("/\u00e9\u00a3\u009f\u00e7\u008b\u00ae.com").body())
                .contains("2026-11-24 10:00:00");
    }

    @Test
    void namesAreDecodedOnceOnly() throws IOException {
        assertThat(server.get("/a%2562.com").body()).contains("not-public");
    }

    @Test
    void peekLeavesNoContact() throws IOException {
        assertThat(server.get("/a.com?peek=true").body())
                .contains("\"seen_by_you\": \"UNAVAILABLE\"");
        assertThat(server.get("/a.com?peek=True").body()).contains("UNAVAILABLE");
        assertThat(server.lookup.contacts()).isZero();
        assertThat(server.get("/a.com?peek=False").body()).contains("FIRST-CONTACT");
    }

    @Test
    void headChangesNothingAndSendsNoBody() throws IOException {
        try (RawHttpClient client = server.connect()) {
            client.send("HEAD /a.com HTTP/1.1\r\nHost: x\r\n\r\n");
            RawResponse head = client.receiveHead();
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("content-length")).isNotEqualTo("0");
            assertThat(server.lookup.contacts()).isZero();

            client.send("GET /a.com HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.receive().body()).contains("FIRST-CONTACT");
        }
    }

    @Test
    void aQuestionMayAskForAnotherDialect() throws IOException {
        assertThat(server.get("/markbaggett.com?format=domain_stats").body())
                .isEqualTo(
                        "{\"alerts\":[\"YOUR-FIRST-CONTACT\"],\"category\":\"ESTABLISHED\","
                                + "\"freq_score\":\"disabled\",\"seen_by_isc\":\"RDAP\","
                                + "\"seen_by_web\":\"Sat, 12 Dec 2015 19:34:59 GMT\","
                                + "\"seen_by_you\":\"Tue, 24 Nov 2026 10:00:00 GMT\"}\n");
        assertThat(server.get("/markbaggett.com?format=v1").body())
                .startsWith("{\"hostname\":\"markbaggett.com\"");
        assertThat(server.get("/markbaggett.com?format=original").body())
                .startsWith("{\"seen_by_web\": \"2015-12-12 19:34:59\"");
    }

    @Test
    void aPortSpeaksItsDialectFromTheCacheToo() throws IOException {
        assertThat(server.get(server.domainStatsAddress(), "/markbaggett.com").body())
                .startsWith("{\"alerts\":[\"YOUR-FIRST-CONTACT\"]");
        assertThat(server.get("/markbaggett.com").body()).startsWith("{\"seen_by_web\": ");
        assertThat(server.get(server.domainStatsAddress(), "/markbaggett.com").body())
                .startsWith("{\"alerts\":[],");
        assertThat(server.get("/markbaggett.com").body()).startsWith("{\"seen_by_web\": ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?format=xml",
                "?wait=soon",
                "?wait=-1s",
                "?wait=31s",
                "?wait=99999999s",
                "?peek",
                "?peek=yes",
                "?peek="
            })
    void unknownParametersAreSaidToBeSo(String query) throws IOException {
        RawResponse received = server.get("/a.com" + query);

        assertThat(received.status()).isEqualTo(400);
        assertThat(received.header("content-type")).isEqualTo("application/problem+json");
        assertThat(server.lookup.contacts()).isZero();
    }

    @Test
    void probesTellWhetherItLivesAndIsReady() throws IOException {
        assertThat(server.get("/livez").status()).isEqualTo(200);
        assertThat(server.get("/healthz").status()).isEqualTo(200);
        assertThat(server.get("/readyz").status()).isEqualTo(200);
        server.ready.set(false);
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (server.get("/readyz").status() == 200 && System.nanoTime() < end) {
            LockSupport.parkNanos(10_000_000);
        }
        RawResponse received = server.get("/readyz");
        assertThat(received.status()).isEqualTo(503);
        assertThat(received.body()).contains("\"reason\":\"as asked for\"");
        assertThat(server.get("/livez").status()).isEqualTo(200);
    }

    @Test
    void metricsCountWithoutNamingNames() throws IOException {
        server.get("/google.com");
        server.get("/google.com");
        server.get("/a-name-nobody-else-asks.com");
        server.get("/nonsense");

        RawResponse metrics = server.get("/metrics");
        assertThat(metrics.header("content-type"))
                .isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        assertThat(metrics.body())
                .contains(
                        "http_server_requests_seconds_count{listener=\"original\","
                                + "route=\"domain\",status=\"200\"} 4",
                        "http_server_requests_seconds_bucket")
                .doesNotContain("nobody-else", "google");
        for (String line : metrics.body().lines().toList()) {
            assertThat(line).matches("# (HELP|TYPE) .*|[a-z_]+(\\{.*})? [-+0-9.eEINaf]+");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1", "/v1/", "/v1/nothing", "/v1/domainsx", "/favicon.ico", "/robots.txt"})
    void pathsOfOursThatLeadNowhereAreNotFound(String target) throws IOException {
        assertThat(server.get(target).status()).isEqualTo(404);
        assertThat(server.lookup.contacts()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "FOO"})
    void otherMethodsAreNotAllowedAndTheConnectionGoesOn(String method) throws IOException {
        try (RawHttpClient client = server.connect()) {
            client.send(method + " /a.com HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc");
            RawResponse received = client.receive();
            assertThat(received.status()).isEqualTo(405);
            assertThat(received.header("allow")).isEqualTo("GET, HEAD");

            client.send("GET /livez HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.receive().status()).isEqualTo(200);
        }
        assertThat(server.lookup.contacts()).isZero();
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        DomainServer another = server.another();
        List<ServerPort> ports = List.of(TestServer.port(server.address(), Dialect.ORIGINAL));

        assertThatThrownBy(() -> another.start(ports))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot listen on 127.0.0.1:" + server.address().getPort());
    }
}
