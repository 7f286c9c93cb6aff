package org.domainstats.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.domainstats.processkit.RawHttpClient;
import org.domainstats.processkit.RawResponse;
import org.domainstats.processkit.ServerProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Who attacks a server with tokens, with a browser's session or against one, gets nowhere. */
@Timeout(300)
class SignedInAcceptanceTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EVIL = "Origin: http://evil.example";

    @TempDir private static Path folder;
    private static ServerProcess server;
    private static WebClient client;
    private static String ask;
    private static String read;
    private static String admin;

    @BeforeAll
    static void start() throws Exception {
        ask = token("asker", "ask");
        read = token("reader", "read");
        admin = token("boss", "admin");
        server =
                Cli.serve(
                        folder.resolve("data"),
                        "--rdap=off",
                        "--whois=off",
                        "--token-file=" + tokens(),
                        "--trusted-proxies=127.0.0.2",
                        "--identity-header=Remote-User",
                        "--identity-roles=alice=read,bob=ask");
        client = WebClient.of(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Path tokens() {
        return folder.resolve("tokens");
    }

    private static String token(String name, String role) throws Exception {
        return Cli.run("admin", "token", "add", name, "--role", role, "--token-file=" + tokens())
                .out()
                .strip();
    }

    private static RawResponse signIn(WebClient from, String token) throws IOException {
        return from.post("/v1/session", "{\"token\":\"" + token + "\"}");
    }

    /** A browser that is signed in. */
    private static WebClient signedIn(String token) throws IOException {
        RawResponse response = signIn(client.asBrowser(), token);
        assertThat(response.status()).as(response.body()).isEqualTo(201);
        return client.asBrowser().withCookieOf(response);
    }

    private static String csrf(WebClient browser) throws IOException {
        return "X-CSRF-Token: "
                + JSON.readTree(browser.get("/v1/session").bodyOfSuccess())
                        .get("csrf_token")
                        .asText();
    }

    private static String newToken(String role) {
        return "{\"name\":\"t"
                + UUID.randomUUID().toString().substring(0, 8)
                + "\",\"role\":\""
                + role
                + "\"}";
    }

    @Test
    void cookieIsOutOfReachOfScriptsAndOfOtherSites() throws IOException {
        RawResponse response = signIn(client, admin);

        assertThat(response.header("set-cookie"))
                .matches(
                        "domain-stats-"
                                + server.url().getPort()
                                + "=[\\w-]{43}; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict");
        assertThat(response.header("cache-control")).isEqualTo("no-store");
        assertThat(JSON.readTree(response.body()).get("role").asText()).isEqualTo("admin");
    }

    @Test
    void sessionThatSomebodyElseHasPlantedIsNotSignedIn() throws IOException {
        String planted = "domain-stats-" + server.url().getPort() + "=" + "A".repeat(43);
        WebClient victim = client.asBrowser().with("Cookie: " + planted);

        RawResponse response = signIn(victim, admin);

        assertThat(response.header("set-cookie")).doesNotContain("A".repeat(43));
        assertThat(victim.get("/v1/session").status()).isEqualTo(401);
    }

    @Test
    void signingInAgainEndsTheSessionBefore() throws IOException {
        WebClient before = signedIn(read);
        assertThat(signIn(before, read).status()).isEqualTo(201);
        assertThat(before.get("/v1/session").status()).isEqualTo(401);
    }

    @Test
    void sessionChangesNothingWithoutItsOwnTokenAgainstForgery() throws IOException {
        WebClient browser = signedIn(admin);
        WebClient other = signedIn(admin);

        assertThat(browser.post("/v1/tokens", newToken("ask")).status()).isEqualTo(403);
        assertThat(browser.with("X-CSRF-Token: x").post("/v1/tokens", newToken("ask")).status())
                .isEqualTo(403);
        assertThat(browser.with(csrf(other)).post("/v1/tokens", newToken("ask")).status())
                .isEqualTo(403);
        assertThat(browser.post("/v1/domains", "evil-batch.com\n").status()).isEqualTo(403);
        assertThat(browser.with(csrf(browser)).post("/v1/tokens", newToken("ask")).status())
                .isEqualTo(201);
    }

    @Test
    void stolenCookieIsOfNoUseToAPageElsewhere() throws IOException {
        WebClient browser = signedIn(admin);
        WebClient page = client.with(browser.fields().getLast(), "User-Agent: Mozilla/5.0");
        String csrf = csrf(browser);

        for (String foreign :
                List.of(
                        EVIL,
                        "Origin: null",
                        "Sec-Fetch-Site: cross-site",
                        "Sec-Fetch-Site: same-site")) {
            assertThat(page.with(foreign).get("/v1/tokens").status()).as(foreign).isEqualTo(403);
            assertThat(page.with(foreign, csrf).post("/v1/tokens", newToken("admin")).status())
                    .as(foreign)
                    .isEqualTo(403);
            assertThat(page.with(foreign).get("/stolen-cookie.com").status()).isEqualTo(403);
        }
        assertThat(client.bearing(ask).get("/stolen-cookie.com").bodyOfSuccess())
                .contains("FIRST-CONTACT");
    }

    @Test
    void reboundNameReadsNothing() throws IOException {
        WebClient rebound =
                client.with("Host: evil.example:8000", signedIn(admin).fields().getLast());

        assertThat(rebound.with("User-Agent: Mozilla/5.0").get("/v1/tokens").status())
                .isEqualTo(403);
        assertThat(rebound.with("User-Agent: Mozilla/5.0").get("/ui/").status()).isEqualTo(403);
        assertThat(rebound.get("/v1/tokens").status()).isEqualTo(403);
        assertThat(client.with("Host: evil.example").bearing(admin).get("/v1/audit").status())
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
        assertThat(document.get("/").header("location")).isEqualTo("/ui/");
        assertThat(mail.with("Sec-Fetch-Dest: iframe").get("/ui/").status()).isEqualTo(403);
        assertThat(document.get("/v1/session").status()).isEqualTo(403);
        assertThat(document.post("/ui/", "x").status()).isEqualTo(403);
        assertThat(document.get("/link-elsewhere.com").status()).isEqualTo(403);
    }

    @Test
    void tokenInAUrlIsNone() throws IOException {
        for (String name : List.of("token", "access_token", "code")) {
            assertThat(client.get("/v1/tokens?" + name + "=" + admin).status()).isEqualTo(401);
            assertThat(client.get("/google.com?" + name + "=" + ask).status()).isEqualTo(401);
            assertThat(client.post("/v1/session?" + name + "=" + admin, "{}").status())
                    .isEqualTo(400);
        }
    }

    @Test
    void roleIsNoHigherThanItWasGiven() throws IOException {
        for (String token : List.of(ask, read)) {
            for (WebClient low : List.of(client.bearing(token), signedIn(token))) {
                WebClient complete =
                        low.fields().getFirst().startsWith("Auth") ? low : low.with(csrf(low));
                assertThat(complete.get("/v1/tokens").status()).isEqualTo(403);
                assertThat(complete.get("/v1/audit").status()).isEqualTo(403);
                assertThat(complete.post("/v1/tokens", newToken("admin")).status()).isEqualTo(403);
                assertThat(complete.delete("/v1/tokens/boss").status()).isEqualTo(403);
                assertThat(complete.post("/v1/forget", "{\"name\":\"google.com\"}").status())
                        .isEqualTo(403);
            }
        }
        String cache = "/cache_browse?format=domain_stats";
        assertThat(client.bearing(ask).get(cache).status()).isEqualTo(403);
        assertThat(client.bearing(read).get(cache).status()).isEqualTo(200);
    }

    @Test
    void userIsNamedByTheTrustedProxyOnly() throws IOException {
        WebClient proxy = client.from("127.0.0.2");
        assertThat(client.with("Remote-User: alice").get("/v1/session").status()).isEqualTo(401);
        assertThat(
                        client.with("Remote-User: alice", "X-Forwarded-For: 127.0.0.2")
                                .get("/v1/session")
                                .status())
                .isEqualTo(401);
        assertThat(proxy.with("Remote-User: alice").get("/v1/session").bodyOfSuccess())
                .contains("\"name\":\"alice\"", "\"role\":\"read\"", "\"proof\":\"proxy\"");
        for (String none :
                List.of(
                        "Remote_User: alice",
                        "Remote-User: eve",
                        "Remote-User: *",
                        "Remote-User: ")) {
            assertThat(proxy.with(none).get("/google.com").status()).as(none).isEqualTo(401);
        }
        assertThat(proxy.with("Remote-User: alice", "Remote-User: bob").get("/v1/session").status())
                .isEqualTo(401);
    }

    @Test
    void sessionsOfOneHolderAreBounded() throws IOException {
        String many = created("many", "read");
        List<WebClient> browsers = new ArrayList<>();
        for (int i = 0; i < 22; i++) {
            browsers.add(signedIn(many));
        }
        assertThat(browsers.get(0).get("/v1/session").status()).isEqualTo(401);
        assertThat(browsers.get(1).get("/v1/session").status()).isEqualTo(401);
        assertThat(browsers.get(2).get("/v1/session").status()).isEqualTo(200);
        assertThat(browsers.getLast().get("/v1/session").status()).isEqualTo(200);
    }

    private static String created(String name, String role) throws IOException {
        RawResponse response =
                client.bearing(admin)
                        .post(
                                "/v1/tokens",
                                "{\"name\":\"" + name + "\",\"role\":\"" + role + "\"}");
        assertThat(response.status()).as(response.body()).isEqualTo(201);
        return JSON.readTree(response.body()).get("token").asText();
    }

    @Test
    void failedSignInsSlowDownTheirClientAndNobodyElse() throws IOException {
        WebClient guesser = client.from("127.0.0.3");
        RawResponse response = signIn(guesser, "wrong");
        int attempts = 1;
        while (response.status() == 401 && attempts < 100) {
            response = signIn(guesser, "wrong");
            attempts++;
        }
        assertThat(response.status()).isEqualTo(429);
        assertThat(response.header("retry-after")).matches("[1-9]\\d?");
        assertThat(signIn(guesser, admin).status()).isEqualTo(429);

        assertThat(signIn(client.from("127.0.0.4"), admin).status()).isEqualTo(201);
        assertThat(guesser.bearing(ask).get("/google.com?peek=true").status()).isEqualTo(200);
    }

    @Test
    void sessionEndsWithItsTokenAndBySigningOut() throws IOException {
        String token = created("leaver", "read");
        WebClient one = signedIn(token);
        WebClient other = signedIn(token);

        RawResponse out = one.delete("/v1/session");
        assertThat(out.status()).isEqualTo(204);
        assertThat(out.header("set-cookie")).contains("=; Path=/; Max-Age=0;");
        assertThat(one.get("/v1/session").status()).isEqualTo(401);
        assertThat(other.get("/v1/session").status()).isEqualTo(200);

        assertThat(client.bearing(admin).delete("/v1/tokens/leaver").status()).isEqualTo(204);
        assertThat(other.get("/v1/session").status()).isEqualTo(401);
        assertThat(client.bearing(token).get("/google.com").status()).isEqualTo(401);
        assertThat(client.bearing(admin).get("/v1/audit?limit=1000").bodyOfSuccess())
                .contains("token-added", "token-revoked", "leaver", "signed-out");
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void streamEndsWithTheTokenThatItWasBegunWith() throws Exception {
        WebClient watcher = client.bearing(created("watcher", "read"));
        try (RawHttpClient stream = watcher.open("/v1/events/stream")) {
            assertThat(stream.receiveHead().status()).isEqualTo(200);
            assertThat(client.bearing(admin).delete("/v1/tokens/watcher").status()).isEqualTo(204);
            // Ends when the server cuts the connection.
            stream.drain();
        }
    }

    @Test
    void lastAdministratorCannotBeLockedOut() throws IOException {
        RawResponse refused = client.bearing(admin).delete("/v1/tokens/boss");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("make another one first");
        assertThat(client.bearing(admin).get("/v1/tokens").bodyOfSuccess()).contains("boss");
        assertThat(client.bearing(admin).delete("/v1/tokens/nobody").status()).isEqualTo(404);
    }

    @Test
    void tokenThatAPageMakesIsKeptAsAHash() throws IOException {
        String token = created("hashed", "ask");

        assertThat(Files.readString(tokens())).contains("hashed ask sha256:").doesNotContain(token);
        assertThat(client.bearing(token).get("/google.com?peek=true").status()).isEqualTo(200);
        WebClient boss = client.bearing(admin);
        assertThat(boss.post("/v1/tokens", "{\"name\":\"hashed\",\"role\":\"ask\"}").status())
                .isEqualTo(400);
        assertThat(boss.post("/v1/tokens", "{\"name\":\"x y\",\"role\":\"ask\"}").status())
                .isEqualTo(400);
        assertThat(boss.post("/v1/tokens", "{\"name\":\"x\",\"role\":\"root\"}").status())
                .isEqualTo(400);
        assertThat(boss.post("/v1/tokens", "[]").status()).isEqualTo(400);
    }

    @Test
    void signedInBrowserThatAsksOnlyLooks() throws Exception {
        assertThat(signedIn(admin).get("/only-looked-at.com").bodyOfSuccess())
                .contains("\"seen_by_you\": \"UNAVAILABLE\"");
        assertThat(client.bearing(ask).get("/only-looked-at.com").bodyOfSuccess())
                .contains("FIRST-CONTACT");
    }
}
