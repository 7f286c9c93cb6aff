package org.domainstats.app.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.domainstats.app.Cli;
import org.domainstats.app.WebClient;
import org.domainstats.commandline.ExitCode;
import org.domainstats.processkit.Await;
import org.domainstats.processkit.CommandResult;
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
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The first five minutes: a server on loopback without tokens, and a browser. */
@Timeout(300)
class SignInLinkAcceptanceTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LINK =
            Pattern.compile("sign in at (http://127.0.0.1:\\d+/ui/sign-in#([\\w-]{43})) ");

    @TempDir private static Path folder;
    private static ServerProcess server;
    private static WebClient client;
    private static String code;

    @BeforeAll
    static void start() throws Exception {
        server = serve(0);
        client = WebClient.of(server);
        code = printedCode();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static ServerProcess serve(int port) throws IOException {
        return ServerProcess.awaitReady(
                Cli.command("serve", "--port", "" + port, "--data", data(), "--rdap=off")
                        .with(
                                "--whois=off",
                                "--trusted-proxies=127.0.0.2",
                                "--identity-header=Remote-User",
                                "--identity-roles=alice=admin,*=read")
                        .start(log()));
    }

    private static String data() {
        return folder.resolve("data").toString();
    }

    private static Path log() {
        return folder.resolve("log");
    }

    private static String printedCode() throws Exception {
        Await.until("the link", () -> LINK.matcher(Files.readString(log())).find());
        Matcher link = LINK.matcher(Files.readString(log()));
        assertThat(link.find()).isTrue();
        return link.group(2);
    }

    private static String freshCode() throws Exception {
        CommandResult run = link();
        assertThat(run.exit()).isZero();
        assertThat(run.out()).startsWith(server.url() + "ui/sign-in#");
        return run.out().strip().split("#", -1)[1];
    }

    private static CommandResult link(String... flags) throws Exception {
        String port = "" + server.url().getPort();
        return Cli.run(
                Stream.concat(
                                Stream.of(
                                        "admin", "sign-in-link", "--data", data(), "--port", port),
                                Stream.of(flags))
                        .toArray(String[]::new));
    }

    private static RawResponse redeem(WebClient from, String used) throws IOException {
        return from.post("/v1/session", "{\"code\":\"" + used + "\"}");
    }

    private static String csrf(WebClient from) throws IOException {
        return "X-CSRF-Token: "
                + JSON.readTree(from.get("/v1/session").bodyOfSuccess()).get("csrf_token").asText();
    }

    @Test
    void printedLinkSignsOneBrowserInOnce() throws IOException {
        WebClient browser = client.asBrowser();
        assertThat(browser.get("/v1/audit").status()).isEqualTo(401);
        assertThat(browser.get("/v1/session").body()).contains("\"sign_in\":\"link\"");

        // A program that only looks at the link does not use it up: the code is behind the #.
        assertThat(browser.get("/ui/sign-in").status()).isEqualTo(200);
        RawResponse first = redeem(browser, code);
        assertThat(first.status()).isEqualTo(201);
        assertThat(redeem(browser, code).status()).isEqualTo(401);

        WebClient signedIn = browser.withCookieOf(first);
        assertThat(signedIn.get("/v1/session").bodyOfSuccess())
                .contains("\"name\":\"operator\"", "\"role\":\"admin\"");
        assertThat(signedIn.get("/v1/audit").bodyOfSuccess()).contains("signed-in");
        assertThat(
                        signedIn.with(csrf(signedIn))
                                .post("/v1/tokens", "{\"name\":\"x\",\"role\":\"ask\"}")
                                .body())
                .contains("set token-file");
    }

    @Test
    void sessionSurvivesARestart() throws Exception {
        WebClient browser = client.asBrowser();
        WebClient signedIn = browser.withCookieOf(redeem(browser, freshCode()));
        String csrf = csrf(signedIn);
        int port = server.url().getPort();
        server.stop();
        server = serve(port);

        assertThat(signedIn.get("/v1/session").status()).isEqualTo(200);
        assertThat(csrf(signedIn)).isEqualTo(csrf);
    }

    @Test
    void linkIsMadeForServersWithoutTokensOnly() throws Exception {
        Path tokens = folder.resolve("tokens");
        Cli.run("admin", "token", "add", "boss", "--role=admin", "--token-file=" + tokens);

        CommandResult refused = link("--token-file=" + tokens);
        assertThat(refused.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.err()).contains("admin token add");
        String link = freshCode();
        try (ServerProcess withTokens =
                Cli.serve(
                        folder.resolve("data"),
                        "--rdap=off",
                        "--whois=off",
                        "--token-file=" + tokens)) {
            WebClient there = WebClient.of(withTokens).asBrowser();
            assertThat(redeem(there, link).status()).isEqualTo(401);
            assertThat(there.get("/v1/session").body()).contains("\"sign_in\":\"token\"");
        }
    }

    @Test
    void programsStillGetWhatTheyGot() throws IOException {
        assertThat(client.get("/").bodyOfSuccess()).contains("\"seen_by_web\": \"UNAVAILABLE\"");
        assertThat(client.with("Accept: */*").get("/ui").bodyOfSuccess()).contains("seen_by_us");
        assertThat(client.get("/v1/session").bodyOfSuccess()).contains("\"role\":\"read\"");
        assertThat(client.get("/cache_browse?format=domain_stats").status()).isEqualTo(200);
        assertThat(client.asBrowser().with("Accept: text/html").get("/").status()).isEqualTo(302);
    }

    @Test
    void whatComesThroughAProxyIsNoProgramOfThisMachine() throws IOException {
        for (String field :
                List.of(
                        "X-Forwarded-For: 192.0.2.1",
                        "Forwarded: for=192.0.2.1",
                        "X-Real-IP: 192.0.2.1",
                        "X-Forwarded-Proto: https",
                        "Via: 1.1 proxy")) {
            assertThat(client.with(field).get("/v1/session").status()).as(field).isEqualTo(401);
        }
        assertThat(client.from("127.0.0.2").get("/v1/session").status()).isEqualTo(401);
    }

    @Test
    void userOfTheProxyIsProtectedAgainstForgeryAsWell() throws IOException {
        WebClient alice = client.from("127.0.0.2").asBrowser().with("Remote-User: alice");
        String forget = "{\"name\":\"google.com\"}";
        assertThat(alice.post("/v1/forget", forget).status()).isEqualTo(403);
        assertThat(alice.with(csrf(alice)).post("/v1/forget", forget).status()).isEqualTo(200);

        WebClient other = client.from("127.0.0.2").asBrowser().with("Remote-User: carol");
        assertThat(other.get("/v1/session").bodyOfSuccess()).contains("\"role\":\"read\"");
        assertThat(other.with(csrf(other)).post("/v1/forget", forget).status()).isEqualTo(403);
        assertThat(other.with(csrf(alice)).post("/v1/forget", forget).status()).isEqualTo(403);
    }
}
