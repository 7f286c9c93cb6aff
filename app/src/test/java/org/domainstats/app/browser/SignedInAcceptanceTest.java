package org.domainstats.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.app.WebClient;
import org.domainstats.app.access.TokenServer;
import org.domainstats.processkit.RawResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Who attacks the session of a browser, or by way of it, gets nowhere. */
@Timeout(300)
class SignedInAcceptanceTest {

    @TempDir private static Path folder;
    private static TokenServer server;
    private static WebClient client;

    @BeforeAll
    static void start() throws Exception {
        server = TokenServer.start(folder);
        client = server.client();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void cookieIsOutOfReachOfScriptsAndOfOtherSites() throws IOException {
        RawResponse response = server.signIn(client, server.admin());

        assertThat(response.header("set-cookie"))
                .matches(
                        "domain-stats-"
                                + client.server().getPort()
                                + "=[\\w-]{43}; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict");
        assertThat(response.header("cache-control")).isEqualTo("no-store");
        assertThat(TokenServer.JSON.readTree(response.body()).get("role").asText())
                .isEqualTo("admin");
    }

    @Test
    void cookieOfAnEncryptedConnectionGoesOverNoOther() throws IOException {
        WebClient proxy = client.from("127.0.0.2").with("X-Forwarded-Proto: https");

        assertThat(server.signIn(proxy, server.read()).header("set-cookie"))
                .startsWith("__Host-domain-stats-")
                .endsWith("; HttpOnly; SameSite=Strict; Secure");
        assertThat(
                        server.signIn(client.with("X-Forwarded-Proto: https"), server.read())
                                .header("set-cookie"))
                .startsWith("domain-stats-");
    }

    @Test
    void sessionThatSomebodyElseHasPlantedIsNotSignedIn() throws IOException {
        String planted = "domain-stats-" + client.server().getPort() + "=" + "A".repeat(43);
        WebClient victim = client.asBrowser().with("Cookie: " + planted);

        RawResponse response = server.signIn(victim, server.admin());

        assertThat(response.header("set-cookie")).doesNotContain("A".repeat(43));
        assertThat(victim.get("/v1/session").status()).isEqualTo(401);
    }

    /** Over plain HTTP another port or a host of the same domain can set a cookie of the name. */
    @Test
    void cookieThatSomebodyElseHasPlantedHidesNoSession() throws IOException {
        RawResponse response = server.signIn(client.asBrowser(), server.admin());
        String own = response.header("set-cookie").split(";", 2)[0];
        String planted = own.split("=", 2)[0] + "=" + "A".repeat(43);

        for (String order : List.of(planted + "; " + own, own + "; " + planted)) {
            assertThat(client.asBrowser().with("Cookie: " + order).get("/v1/session").status())
                    .isEqualTo(200);
        }
        WebClient victim = client.asBrowser().with("Cookie: " + planted + "; " + own);
        assertThat(victim.delete("/v1/session").status()).isEqualTo(204);
        assertThat(client.asBrowser().with("Cookie: " + own).get("/v1/session").status())
                .isEqualTo(401);
    }

    @Test
    void signingInAgainEndsTheSessionBefore() throws IOException {
        WebClient before = server.signedIn(server.read());
        assertThat(server.signIn(before, server.read()).status()).isEqualTo(201);
        assertThat(before.get("/v1/session").status()).isEqualTo(401);
    }

    @Test
    void sessionChangesNothingWithoutItsOwnTokenAgainstForgery() throws IOException {
        WebClient browser = server.signedIn(server.admin());
        WebClient other = server.signedIn(server.admin());

        assertThat(browser.post("/v1/tokens", TokenServer.newToken("ask")).status()).isEqualTo(403);
        assertThat(
                        browser.with("X-CSRF-Token: x")
                                .post("/v1/tokens", TokenServer.newToken("ask"))
                                .status())
                .isEqualTo(403);
        assertThat(
                        browser.with(server.csrf(other))
                                .post("/v1/tokens", TokenServer.newToken("ask"))
                                .status())
                .isEqualTo(403);
        assertThat(browser.post("/v1/domains", "evil-batch.com\n").status()).isEqualTo(403);
        assertThat(
                        browser.with(server.csrf(browser))
                                .post("/v1/tokens", TokenServer.newToken("ask"))
                                .status())
                .isEqualTo(201);
    }

    @Test
    void noteThatAnotherHasWrittenMeanwhileIsNotReplaced() throws IOException {
        WebClient alice = client.bearing(server.admin()).with("Content-Type: application/json");
        WebClient bob = client.bearing(server.read()).with("Content-Type: application/json");
        String note = "/v1/notes/two-analysts.com";
        assertThat(alice.get("/two-analysts.com").status()).isEqualTo(200);

        String first = "{\"note\":\"block it\",\"replaces\":\"\"}";
        assertThat(alice.send("PUT", note, first).status()).isEqualTo(200);
        String unseen = "{\"note\":\"fine\",\"replaces\":\"\"}";
        assertThat(bob.send("PUT", note, unseen).status()).isEqualTo(409);
        assertThat(bob.send("PUT", note, "{\"mark\":\"seen\"}").status()).isEqualTo(200);
        assertThat(alice.get("/v1/sites/two-analysts.com").bodyOfSuccess())
                .contains("\"block it\"", "\"seen\"");
        String seen = "{\"note\":\"fine\",\"replaces\":\"block it\"}";
        assertThat(bob.send("PUT", note, seen).status()).isEqualTo(200);
    }

    @Test
    void ofNotesThatManyWriteAtOnceOneIsTaken() throws Exception {
        WebClient alice = client.bearing(server.admin()).with("Content-Type: application/json");
        for (int round = 0; round < 20; round++) {
            String site = "at-once-" + round + ".com";
            assertThat(alice.get("/" + site).status()).isEqualTo(200);
            try (ExecutorService analysts = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<RawResponse>> written = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    String sent = "{\"note\":\"note " + i + "\",\"replaces\":\"\"}";
                    written.add(
                            analysts.submit(() -> alice.send("PUT", "/v1/notes/" + site, sent)));
                }
                List<Integer> statuses = new ArrayList<>();
                for (Future<RawResponse> each : written) {
                    statuses.add(each.get().status());
                }
                assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 409);
            }
        }
    }

    @Test
    void stolenCookieIsOfNoUseToAPageElsewhere() throws IOException {
        WebClient browser = server.signedIn(server.admin());
        WebClient page = client.with(browser.fields().getLast(), "User-Agent: Mozilla/5.0");
        String csrf = server.csrf(browser);

        for (String foreign :
                List.of(
                        "Origin: http://evil.example",
                        "Origin: null",
                        "Sec-Fetch-Site: cross-site",
                        "Sec-Fetch-Site: same-site")) {
            assertThat(page.with(foreign).get("/v1/tokens").status()).as(foreign).isEqualTo(403);
            assertThat(
                            page.with(foreign, csrf)
                                    .post("/v1/tokens", TokenServer.newToken("admin"))
                                    .status())
                    .as(foreign)
                    .isEqualTo(403);
            assertThat(page.with(foreign).get("/stolen-cookie.com").status()).isEqualTo(403);
        }
        assertThat(client.bearing(server.ask()).get("/stolen-cookie.com").bodyOfSuccess())
                .contains("FIRST-CONTACT");
    }

    @Test
    void reboundNameReadsNothing() throws IOException {
        WebClient rebound =
                client.with(
                        "Host: evil.example:8000",
                        server.signedIn(server.admin()).fields().getLast());

        assertThat(rebound.with("User-Agent: Mozilla/5.0").get("/v1/tokens").status())
                .isEqualTo(403);
        assertThat(rebound.with("User-Agent: Mozilla/5.0").get("/ui/").status()).isEqualTo(403);
        assertThat(rebound.get("/v1/tokens").status()).isEqualTo(403);
        WebClient program = client.with("Host: evil.example");
        assertThat(program.get("/ui/").status()).isEqualTo(403);
        assertThat(server.signIn(program, server.admin()).status()).isEqualTo(403);
        assertThat(program.get("/livez").status()).isEqualTo(200);
        assertThat(
                        client.with("Host: evil.example")
                                .bearing(server.admin())
                                .get("/v1/audit")
                                .status())
                .isEqualTo(403);
    }

    @Test
    void linkFromElsewhereLeadsToThePagesButNoFrameDoes() throws IOException {
        WebClient mail =
                client.with(
                        "User-Agent: Mozilla/5.0",
                        "Sec-Fetch-Site: cross-site",
                        "Sec-Fetch-Mode: navigate");
        WebClient document = mail.with("Sec-Fetch-Dest: document", "Accept: text/html");

        RawResponse page = document.get("/ui/");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("content-security-policy")).contains("frame-ancestors 'none'");
        assertThat(page.header("x-frame-options")).isEqualTo("DENY");
        assertThat(document.get("/").header("location")).isEqualTo("ui/");
        assertThat(mail.with("Sec-Fetch-Dest: iframe").get("/ui/").status()).isEqualTo(403);
        assertThat(document.get("/v1/session").status()).isEqualTo(403);
        assertThat(document.post("/ui/", "x").status()).isEqualTo(403);
        assertThat(document.get("/link-elsewhere.com").status()).isEqualTo(403);
    }

    @Test
    void sessionsOfOneHolderAreBounded() throws IOException {
        String many = server.created("many", "read");
        List<WebClient> browsers = new ArrayList<>();
        for (int i = 0; i < 22; i++) {
            browsers.add(server.signedIn(many));
        }
        assertThat(browsers.get(0).get("/v1/session").status()).isEqualTo(401);
        assertThat(browsers.get(1).get("/v1/session").status()).isEqualTo(401);
        assertThat(browsers.get(2).get("/v1/session").status()).isEqualTo(200);
        assertThat(browsers.getLast().get("/v1/session").status()).isEqualTo(200);
    }

    @Test
    void signedInBrowserThatAsksOnlyLooks() throws Exception {
        assertThat(server.signedIn(server.admin()).get("/only-looked-at.com").bodyOfSuccess())
                .contains("\"seen_by_you\": \"UNAVAILABLE\"");
        assertThat(client.bearing(server.ask()).get("/only-looked-at.com").bodyOfSuccess())
                .contains("FIRST-CONTACT");
    }
}
