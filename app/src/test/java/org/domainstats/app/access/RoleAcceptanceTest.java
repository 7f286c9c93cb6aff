package org.domainstats.app.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.app.WebClient;
import org.domainstats.processkit.RawHttpClient;
import org.domainstats.processkit.RawResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A token, a session and a user at a proxy may do what they were given, for as long as they are
 * given it.
 */
@Timeout(300)
class RoleAcceptanceTest {

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
    void tokenInAUrlIsNone() throws IOException {
        for (String name : List.of("token", "access_token", "code")) {
            assertThat(client.get("/v1/tokens?" + name + "=" + server.admin()).status())
                    .isEqualTo(401);
            assertThat(client.get("/google.com?" + name + "=" + server.ask()).status())
                    .isEqualTo(401);
            assertThat(client.post("/v1/session?" + name + "=" + server.admin(), "{}").status())
                    .isEqualTo(400);
        }
    }

    @Test
    void roleIsNoHigherThanItWasGiven() throws IOException {
        for (String token : List.of(server.ask(), server.read())) {
            for (WebClient low : List.of(client.bearing(token), server.signedIn(token))) {
                WebClient complete =
                        low.fields().getFirst().startsWith("Auth")
                                ? low
                                : low.with(server.csrf(low));
                assertThat(complete.get("/v1/tokens").status()).isEqualTo(403);
                assertThat(complete.get("/v1/audit").status()).isEqualTo(403);
                assertThat(complete.post("/v1/tokens", TokenServer.newToken("admin")).status())
                        .isEqualTo(403);
                assertThat(complete.delete("/v1/tokens/boss").status()).isEqualTo(403);
                assertThat(complete.post("/v1/forget", "{\"name\":\"google.com\"}").status())
                        .isEqualTo(403);
            }
        }
        String cache = "/cache_browse?format=domain_stats";
        assertThat(client.bearing(server.ask()).get(cache).status()).isEqualTo(403);
        assertThat(client.bearing(server.read()).get(cache).status()).isEqualTo(200);
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
    void failedSignInsSlowDownTheirClientAndNobodyElse() throws IOException {
        WebClient guesser = client.from("127.0.0.3");
        RawResponse response = server.signIn(guesser, "wrong");
        int attempts = 1;
        while (response.status() == 401 && attempts < 100) {
            response = server.signIn(guesser, "wrong");
            attempts++;
        }
        assertThat(response.status()).isEqualTo(429);
        assertThat(response.header("retry-after")).matches("[1-9]\\d?");
        assertThat(server.signIn(guesser, server.admin()).status()).isEqualTo(429);

        assertThat(server.signIn(client.from("127.0.0.4"), server.admin()).status()).isEqualTo(201);
        assertThat(guesser.bearing(server.ask()).get("/google.com?peek=true").status())
                .isEqualTo(200);
    }

    @Test
    void sessionEndsWithItsTokenAndBySigningOut() throws IOException {
        String token = server.created("leaver", "read");
        WebClient one = server.signedIn(token);
        WebClient other = server.signedIn(token);

        RawResponse out = one.delete("/v1/session");
        assertThat(out.status()).isEqualTo(204);
        assertThat(out.header("set-cookie")).contains("=; Path=/; Max-Age=0;");
        assertThat(one.get("/v1/session").status()).isEqualTo(401);
        assertThat(other.get("/v1/session").status()).isEqualTo(200);

        assertThat(client.bearing(server.admin()).delete("/v1/tokens/leaver").status())
                .isEqualTo(204);
        assertThat(other.get("/v1/session").status()).isEqualTo(401);
        assertThat(client.bearing(token).get("/google.com").status()).isEqualTo(401);
        assertThat(client.bearing(server.admin()).get("/v1/audit?limit=1000").bodyOfSuccess())
                .contains("token-added", "token-revoked", "leaver", "signed-out");
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void streamEndsWithTheTokenThatItWasBegunWith() throws Exception {
        WebClient watcher = client.bearing(server.created("watcher", "read"));
        try (RawHttpClient stream = watcher.open("/v1/events/stream")) {
            assertThat(stream.receiveHead().status()).isEqualTo(200);
            assertThat(client.bearing(server.admin()).delete("/v1/tokens/watcher").status())
                    .isEqualTo(204);
            // Ends when the server cuts the connection.
            stream.drain();
        }
    }

    @Test
    void lastAdministratorCannotBeLockedOut() throws IOException {
        RawResponse refused = client.bearing(server.admin()).delete("/v1/tokens/boss");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("make another one first");
        assertThat(client.bearing(server.admin()).get("/v1/tokens").bodyOfSuccess())
                .contains("boss");
        assertThat(client.bearing(server.admin()).delete("/v1/tokens/nobody").status())
                .isEqualTo(404);
    }

    @Test
    void tokenThatAPageMakesIsKeptAsAHash() throws IOException {
        String token = server.created("hashed", "ask");

        assertThat(Files.readString(server.tokens()))
                .contains("hashed ask sha256:")
                .doesNotContain(token);
        assertThat(client.bearing(token).get("/google.com?peek=true").status()).isEqualTo(200);
        WebClient boss = client.bearing(server.admin());
        assertThat(boss.post("/v1/tokens", "{\"name\":\"hashed\",\"role\":\"ask\"}").status())
                .isEqualTo(400);
        assertThat(boss.post("/v1/tokens", "{\"name\":\"x y\",\"role\":\"ask\"}").status())
                .isEqualTo(400);
        assertThat(boss.post("/v1/tokens", "{\"name\":\"x\",\"role\":\"root\"}").status())
                .isEqualTo(400);
        assertThat(boss.post("/v1/tokens", "[]").status()).isEqualTo(400);
    }

    @Test
    void tokenFileThatIsWrongIsNotBlamedOnItsRights() throws IOException {
        String tokens = Files.readString(server.tokens());
        Files.writeString(server.tokens(), "no token\n");
        try {
            RawResponse refused =
                    client.bearing(server.admin()).post("/v1/tokens", TokenServer.newToken("ask"));
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.body()).contains("the log of the server says why");
        } finally {
            Files.writeString(server.tokens(), tokens);
        }
    }
}
