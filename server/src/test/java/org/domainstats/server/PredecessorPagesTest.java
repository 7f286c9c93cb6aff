package org.domainstats.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.processkit.RawHttpClient;
import org.domainstats.processkit.RawResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;

/** The pages that the predecessors had beside their answers. */
class PredecessorPagesTest {

    private final TestServer server = new TestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void statsTellTheCache() throws IOException {
        server.get("/a.com");
        server.get("/a.com");

        RawResponse stats = server.get("/stats");
        assertThat(stats.status()).isEqualTo(200);
        assertThat(stats.body())
                .matches(
                        "CacheInfo\\(hits=1, misses=1, expired=0, maxsize=65536, currsize=1,"
                                + " cache_bytes=\\d+, app_kbytes=\\d{4,}\\)");
        assertThat(server.get(server.domainStatsAddress(), "/stats").body())
                .matches(
                        "\\{\"hit\":1,\"miss\":1,\"rdap_fail\":1,\"rdap_good\":0,"
                                + "\"size\":\\d+,\"warnings\":\\[]}\n");
    }

    @Test
    void theCacheCanBeLookedInto() throws IOException {
        String entry =
                """
                {"cache_expires":"Thu, 24 Dec 2026 10:00:00 GMT","cache_value":{"alerts":[],\
                "category":"ESTABLISHED","freq_score":"disabled","seen_by_isc":"RDAP",\
                "seen_by_web":"Sat, 12 Dec 2015 19:34:59 GMT",\
                "seen_by_you":"Tue, 24 Nov 2026 10:00:00 GMT"},"domain":"markbaggett.com"}""";
        assertThat(domainStats("/cache_get?domain=markbaggett.com"))
                .isEqualTo("{\"text\":\"That domain is not in the database.\"}");
        assertThat(domainStats("/cache_browse")).isEqualTo("[]");
        server.get("/markbaggett.com");

        assertThat(domainStats("/cache_get"))
                .isEqualTo("{\"text\":\"Try /cache_get?domain=markbaggett.com\"}");
        assertThat(domainStats("/cache_get?domain=markbaggett.com")).isEqualTo(entry);
        assertThat(domainStats("/cache_browse")).isEqualTo("[" + entry + "]");
        assertThat(domainStats("/cache_browse?offset=1&limit=1")).isEqualTo("[]");
        assertThat(domainStats("/cache_browse?limit=1"))
                .isEqualTo("[{\"next\":\"/cache_browse?offset=1&limit=1\"}," + entry + "]");
        assertThat(domainStats("/cache_browse?limit=x&offset=-1")).isEqualTo("[" + entry + "]");
    }

    @Test
    void cacheHasOneRowForEachSite() throws IOException {
        server.get("/www.markbaggett.com");
        server.get("/markbaggett.com");
        server.get("/WWW.markbaggett.com.");
        server.get("/a.com");

        assertThat(domainStats("/cache_browse").split("\"domain\":", -1)).hasSize(3);
        assertThat(domainStats("/cache_browse?offset=1&limit=5"))
                .contains("\"domain\":\"markbaggett.com\"");
        assertThat(domainStats("/cache_get?domain=markbaggett.com"))
                .endsWith("\"domain\":\"markbaggett.com\"}");
    }

    @Test
    void statsOf1xBeginAnewAfterAReset() throws IOException {
        server.get("/a.com");
        server.get("/a.com");

        assertThat(domainStats("/stats-reset")).isEqualTo("{\"text\":\"Success\"}");
        assertThat(domainStats("/stats")).startsWith("{\"hit\":0,\"miss\":0,\"rdap_fail\":0,");
        assertThat(server.get("/stats").body()).startsWith("CacheInfo(hits=1, misses=1,");
    }

    @Test
    void depunyShowsANameInUnicode() throws IOException {
        assertThat(domainStats("/depuny?domain=xn--bcher-kva.example"))
                .isEqualTo("\"b\\u00fccher.example\"");
        assertThat(domainStats("/depuny"))
                .isEqualTo("{\"text\":\"Try /depuny?domain=xn--yutube-wqf.com\"}");
    }

    /** A page of 1.x, without the line feed that each of them ends with. */
    private String domainStats(String target) throws IOException {
        String body = server.get(server.domainStatsAddress(), target).body();
        assertThat(body).endsWith("\n");
        return body.substring(0, body.length() - 1);
    }

    @Test
    void theTableOfTheCacheHasWhatWasReadMostOftenFirst() throws IOException {
        server.get("/a.com");
        for (int i = 0; i < 3; i++) {
            server.get("/markbaggett.com");
        }
        server.get("/www.markbaggett.com");
        server.get("/www.markbaggett.com");

        RawResponse table = server.get(server.domainStatsAddress(), "/showcache");
        assertThat(table.header("content-type")).startsWith("text/plain");
        assertThat(table.body().lines()).hasSize(4).first().isEqualTo("Cache Report");
        assertThat(table.body().lines().toList().get(2).strip())
                .isEqualTo(
                        "markbaggett.com                                   000000003"
                                + "  2026-12-24 10:00:00   b'{\"seen_by_web\": \"2015-12-12"
                                + " 19:34:59\", \"seen_by_isc\": \"RDAP\", \"seen_by_you\":"
                                + " \"2026-11-24 10:00:00\", \"category\": \"ESTABLISHED\","
                                + " \"alerts\": []}'");
        assertThat(table.body().lines().toList().get(3)).contains(" a.com ", "  000000000  ");
        assertThat(table.body()).endsWith("}'\n");
        assertThat(server.lookup.hasContact("showcache")).isFalse();
    }

    @Test
    void aLargeTableArrivesWhole() throws IOException {
        for (int i = 0; i < 700; i++) {
            server.get("/name" + i + ".com");
        }
        assertThat(server.get(server.domainStatsAddress(), "/showcache").body().lines())
                .hasSize(702);
    }

    @Test
    void headOfTheTableHasNoBodyAndTheConnectionGoesOn() throws IOException {
        try (RawHttpClient client = server.connect()) {
            client.send("HEAD /showcache?format=domain_stats HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.receiveHead().status()).isEqualTo(403);
            client.send("HEAD /showcache?format=domain_stats HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(client.receiveHead().status()).isEqualTo(200);
            client.send("GET /livez HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.receive().status()).isEqualTo(200);
        }
    }

    @Test
    void theFirstVersionsPathsAnswerInPlainTextAndLeaveNoContact() throws IOException {
        assertThat(server.get("/alexa/google.com").body()).isEqualTo("1");
        assertThat(server.get("/alexa/markbaggett.com").body()).isEqualTo("0");
        assertThat(server.get("/domain/creation_date/markbaggett.com").body())
                .isEqualTo("2015-12-12 19:34:59; ");
        assertThat(server.get("/domain/creation_date/a.com").body())
                .isEqualTo("No whois record for a.com");
        assertThat(server.get("/domain/creation_date/a%1b.com").body())
                .isEqualTo("No whois record for a\\u001b.com");
        assertThat(server.lookup.contacts()).isZero();
    }
}
