package org.domainstats.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.commandline.ExitCode;
import org.domainstats.processkit.Await;
import org.domainstats.processkit.CommandResult;
import org.domainstats.processkit.RawHttpClient;
import org.domainstats.processkit.ServerProcess;
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

    @TempDir private Path folder;

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
    void serverTakesTheTokenThatLookupSendsFromItsOwnFile() throws Exception {
        Path own = Files.writeString(folder.resolve("own"), token("add", "cli").out());
        try (ServerProcess server =
                Cli.serve(
                        folder.resolve("data"),
                        "--rdap=off",
                        "--whois=off",
                        "--token-file=" + tokens())) {
            String port = "--port=" + server.url().getPort();
            assertThat(Cli.run("lookup", "google.com", port, "--lookup-token-file=" + own).out())
                    .contains("FIRST CONTACT");
            CommandResult without =
                    Cli.run("lookup", "google.com", port, "--token-file=" + tokens());
            assertThat(without.exit()).isEqualTo(ExitCode.FAILED);
            assertThat(without.err()).contains("wants a token");
        }
    }

    /** Without a restart, and without harm to the other tokens. */
    @Test
    @Timeout(120)
    void revokedTokenIsRefusedByTheServerThatRuns() throws Exception {
        String stolen = "Bearer " + token("add", "stolen").out().strip();
        String other = "Bearer " + token("add", "other").out().strip();
        try (ServerProcess server =
                Cli.serve(
                        folder.resolve("data"),
                        "--rdap=off",
                        "--whois=off",
                        "--token-file=" + tokens())) {
            assertThat(status(server, stolen)).isEqualTo(200);

            assertThat(token("revoke", "stolen").exit()).isZero();
            Await.until("it is refused", () -> status(server, stolen) == 401);
            assertThat(status(server, other)).isEqualTo(200);

            String added = "Bearer " + token("add", "new").out().strip();
            Await.until("a new one is taken", () -> status(server, added) == 200);
            assertThat(status(server, stolen)).isEqualTo(401);
        }
    }

    private static int status(ServerProcess server, String authorization) throws IOException {
        try (RawHttpClient client = new RawHttpClient(server.url())) {
            return client.get("/google.com?peek=true", "Authorization: " + authorization)
                    .receive()
                    .status();
        }
    }

    @Test
    void tokensInClearBecomeHashesAndGoOnWorking() throws Exception {
        Files.writeString(tokens(), "# ours\n" + OLD + "\n");
        Path own = Files.writeString(folder.resolve("own"), OLD + "\n");

        assertThat(token("import").exit()).isZero();
        assertThat(Files.readString(tokens())).contains("line-2 read sha256:").doesNotContain(OLD);
        try (ServerProcess server = Cli.serve(folder.resolve("data"), "--token-file=" + tokens())) {
            assertThat(
                            Cli.run(
                                            "lookup",
                                            "google.com",
                                            "--port=" + server.url().getPort(),
                                            "--lookup-token-file=" + own)
                                    .exit())
                    .isZero();
        }
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

    private CommandResult token(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("admin", "token"));
        all.addAll(List.of(arguments));
        all.add("--token-file=" + tokens());
        return Cli.run(all.toArray(String[]::new));
    }
}
