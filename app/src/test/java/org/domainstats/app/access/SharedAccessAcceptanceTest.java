package org.domainstats.app.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.app.Cli;
import org.domainstats.app.WebClient;
import org.domainstats.postgreskit.EmbeddedPostgres;
import org.domainstats.processkit.Await;
import org.domainstats.processkit.LocalPorts;
import org.domainstats.processkit.RawResponse;
import org.domainstats.processkit.ServerProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Two servers on one PostgreSQL with one token file, as they stand behind a load balancer: at the
 * same port of two addresses. Who is signed in at one is at the other.
 */
@Tag("long")
@Timeout(300)
class SharedAccessAcceptanceTest {

    @TempDir private static Path folder;
    private static EmbeddedPostgres postgres;
    private static ServerProcess first;
    private static ServerProcess second;
    private static WebClient one;
    private static WebClient other;

    @BeforeAll
    static void start() throws Exception {
        postgres = EmbeddedPostgres.start("fsync=off");
        String address = postgres.createDatabase("shared");
        assertThat(Cli.run("admin", "schema", "--apply", "--store", address).exit()).isZero();
        Path tokens = AnalystToken.file(folder);
        int port = LocalPorts.free();
        first = serve("127.0.0.1", port, address, tokens);
        second = serve("127.0.0.2", port, address, tokens);
        one = WebClient.of(first);
        other = WebClient.of(second);
    }

    private static ServerProcess serve(String bind, int port, String store, Path tokens)
            throws IOException {
        return ServerProcess.start(
                Cli.command("serve", "--bind", bind, "--port", "" + port, "--store", store)
                        .with("--data", folder.resolve(bind).toString())
                        .with("--rdap=off", "--whois=off", "--token-file=" + tokens));
    }

    @AfterAll
    static void stop() {
        for (ServerProcess each : new ServerProcess[] {first, second}) {
            if (each != null) {
                each.close();
            }
        }
        if (postgres != null) {
            postgres.close();
        }
    }

    /** The same browser at the other server. */
    private static WebClient atOther(WebClient browser) {
        return new WebClient(other.server(), other.from(), browser.fields());
    }

    private static WebClient signedIn() throws IOException {
        RawResponse response =
                one.asBrowser().post("/v1/session", "{\"token\":\"" + AnalystToken.TEXT + "\"}");
        assertThat(response.status()).as(response.body()).isEqualTo(201);
        return one.asBrowser().withCookieOf(response);
    }

    private static String csrf(WebClient browser) throws IOException {
        return TokenServer.JSON
                .readTree(browser.get("/v1/session").bodyOfSuccess())
                .get("csrf_token")
                .asText();
    }

    @Test
    void sessionOfOneIsOneOfTheOtherUntilItIsSignedOutAtEither() throws Exception {
        WebClient browser = signedIn();
        assertThat(csrf(atOther(browser))).isEqualTo(csrf(browser));

        RawResponse signedOut =
                atOther(browser).with("X-CSRF-Token: " + csrf(browser)).delete("/v1/session");
        assertThat(signedOut.status()).isEqualTo(204);
        assertThat(atOther(browser).get("/v1/triage").status()).isEqualTo(401);
        Await.until("the one has read it", () -> browser.get("/v1/session").status() == 401);
    }

    @Test
    void noteOfOneIsReadAtTheOther() throws Exception {
        WebClient browser = signedIn();
        assertThat(browser.bearing(AnalystToken.TEXT).get("/noted.com").status()).isEqualTo(200);
        RawResponse written =
                atOther(browser)
                        .with("X-CSRF-Token: " + csrf(browser), "Content-Type: application/json")
                        .send(
                                "PUT",
                                "/v1/notes/noted.com",
                                "{\"mark\":\"seen\",\"note\":\"ours\"}");
        assertThat(written.status()).as(written.body()).isEqualTo(200);
        RawResponse withNul =
                atOther(browser)
                        .with("X-CSRF-Token: " + csrf(browser), "Content-Type: application/json")
                        .send("PUT", "/v1/notes/noted.com", "{\"note\":\"a\\u0000b\"}");
        assertThat(withNul.status()).as(withNul.body()).isEqualTo(400);
        for (WebClient each : new WebClient[] {browser, atOther(browser)}) {
            assertThat(each.get("/v1/sites/noted.com").bodyOfSuccess()).contains("ours", "alice");
        }
        assertThat(browser.get("/v1/audit").bodyOfSuccess())
                .isEqualTo(atOther(browser).get("/v1/audit").bodyOfSuccess());
    }

    @Test
    void tokenMadeAtOneWorksAtTheOtherUntilItIsRevokedThere() throws Exception {
        WebClient admin = one.bearing(AnalystToken.TEXT);
        RawResponse made = admin.post("/v1/tokens", "{\"name\":\"siem\",\"role\":\"ask\"}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        String token = TokenServer.JSON.readTree(made.body()).get("token").asText();
        Await.until("it works at the other", () -> status(other, token) == 200);

        WebClient there = other.bearing(AnalystToken.TEXT);
        assertThat(there.delete("/v1/tokens/siem").status()).isBetween(200, 204);
        Await.until("it is refused at the one", () -> status(one, token) == 401);
    }

    private static int status(WebClient server, String token) throws IOException {
        return server.bearing(token).get("/asked-with-it.com").status();
    }

    @Test
    void firstContactOfOneIsKnownToTheOther() throws IOException {
        String path = "/asked-at-one.com";
        assertThat(one.bearing(AnalystToken.TEXT).get(path).bodyOfSuccess())
                .contains("FIRST-CONTACT");
        assertThat(other.bearing(AnalystToken.TEXT).get(path).bodyOfSuccess())
                .doesNotContain("FIRST-CONTACT")
                .contains("\"seen_by_you\": \"20");
    }
}
