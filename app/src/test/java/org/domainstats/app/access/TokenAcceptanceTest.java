package org.domainstats.app.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.app.Cli;
import org.domainstats.commandline.ExitCode;
import org.domainstats.processkit.Await;
import org.domainstats.processkit.CommandResult;
import org.domainstats.processkit.RawHttpClient;
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

/** The tokens of the LAN server, as an operator looks after them. */
class TokenAcceptanceTest {

    private static final String OLD = "an-old-token-of-more-than-128-bits";

    /** Of the server, whose token file began with a token in clear. */
    @TempDir private static Path own;

    private static ServerProcess server;

    @TempDir private Path folder;

    @BeforeAll
    static void start() throws Exception {
        Path tokens = Files.writeString(own.resolve("tokens"), "# ours\n" + OLD + "\n");
        assertThat(token(tokens, "import").exit()).isZero();
        Files.writeString(own.resolve("cli"), token(tokens, "add", "cli").out());
        server =
                Cli.serve(
                        own.resolve("data"), "--rdap=off", "--whois=off", "--token-file=" + tokens);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void addedTokenIsKeptAsAHashAndCanBeRevoked() throws Exception {
        CommandResult added = token("add", "siem", "--role", "read");
        assertThat(added.exit()).isZero();
        String text = added.out().strip();
        assertThat(Files.readString(tokens())).contains("siem read sha256:").doesNotContain(text);
        assertThat(token("list").out()).containsPattern("siem +read");
        assertThat(token("add", "siem").err()).contains("revoke it first");

        assertThat(token("revoke", "siem").exit()).isZero();
        assertThat(token("list").out()).isEmpty();
        assertThat(token("revoke", "siem").err()).contains("no token of that name");
    }

    @Test
    void lastAdministratorIsRevokedOnPurposeOnly() throws Exception {
        token("add", "siem");
        token("add", "boss", "--role", "admin");

        CommandResult refused = token("revoke", "boss");
        assertThat(refused.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(refused.err()).contains("make another one first", "--force");
        assertThat(token("list").out()).contains("boss");
        assertThat(token("revoke", "boss", "--force").exit()).isZero();
        assertThat(token("list").out()).contains("siem").doesNotContain("boss");
    }

    @Test
    void serverTakesTheTokenThatLookupSendsFromItsOwnFile() {
        String port = "--port=" + server.url().getPort();
        assertThat(
                        Cli.run(
                                        "lookup",
                                        "first-site.com",
                                        port,
                                        "--lookup-token-file=" + own.resolve("cli"))
                                .out())
                .contains("FIRST CONTACT");
        CommandResult without =
                Cli.run("lookup", "google.com", port, "--token-file=" + own.resolve("tokens"));
        assertThat(without.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(without.err()).contains("wants a token");
    }

    /** Without a restart, and without harm to the other tokens. */
    @Test
    @Timeout(120)
    void revokedTokenIsRefusedByTheServerThatRuns() throws Exception {
        String stolen = added("stolen");
        String other = added("other");
        Await.until("both are taken", () -> status(stolen) == 200 && status(other) == 200);

        assertThat(token(own.resolve("tokens"), "revoke", "stolen").exit()).isZero();
        Await.until("it is refused", () -> status(stolen) == 401);
        assertThat(status(other)).isEqualTo(200);

        String added = added("new");
        Await.until("a new one is taken", () -> status(added) == 200);
        assertThat(status(stolen)).isEqualTo(401);
    }

    /** The value of the header field with a new token of the server. */
    private static String added(String name) {
        return "Bearer " + token(own.resolve("tokens"), "add", name).out().strip();
    }

    private static int status(String authorization) throws IOException {
        try (RawHttpClient client = new RawHttpClient(server.url())) {
            return client.get("/google.com?peek=true", "Authorization: " + authorization)
                    .receive()
                    .status();
        }
    }

    @Test
    void tokensInClearBecomeHashesAndGoOnWorking() throws Exception {
        assertThat(Files.readString(own.resolve("tokens")))
                .contains("line-2 read sha256:")
                .doesNotContain(OLD);
        Path clear = Files.writeString(folder.resolve("clear"), OLD + "\n");
        assertThat(
                        Cli.run(
                                        "lookup",
                                        "google.com",
                                        "--port=" + server.url().getPort(),
                                        "--lookup-token-file=" + clear)
                                .exit())
                .isZero();
    }

    @Test
    void weakTokenInClearIsNotTakenOver() throws Exception {
        Files.writeString(tokens(), "hunter2\n");
        CommandResult refused = token("import");
        assertThat(refused.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(refused.err()).contains("line 1", "can be guessed").doesNotContain("hunter2");
        assertThat(Files.readString(tokens())).isEqualTo("hunter2\n");
    }

    @Test
    void formerCommandNamesItsReplacement() throws Exception {
        CommandResult run = Cli.run("admin", "token", "new", "acme");
        assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("is now: domain-stats admin community token new acme");
    }

    private Path tokens() {
        return folder.resolve("tokens");
    }

    private CommandResult token(String... arguments) {
        return token(tokens(), arguments);
    }

    private static CommandResult token(Path file, String... arguments) {
        List<String> all = new ArrayList<>(List.of("admin", "token"));
        all.addAll(List.of(arguments));
        all.add("--token-file=" + file);
        return Cli.run(all.toArray(String[]::new));
    }

    @Test
    void whoNamesAFileThatIsNotThereIsToldHowToMakeIt(@TempDir Path elsewhere) {
        Path missing = elsewhere.resolve("tokens");
        CommandResult refused =
                Cli.run(
                        "serve",
                        "--port=0",
                        "--data=" + elsewhere.resolve("data"),
                        "--token-file=" + missing);
        assertThat(refused.exit()).isNotZero();
        assertThat(refused.err()).contains("no such file", "admin token add", missing.toString());
    }
}
