package org.domainstats.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.commandline.ExitCode;
import org.domainstats.processkit.CommandResult;
import org.domainstats.processkit.ServerProcess;
import org.domainstats.registrykit.SelfSigned;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code lookup} at a server that serves HTTPS, and who may pass for that server. */
class LookupTlsAcceptanceTest {

    @TempDir private Path folder;

    private SelfSigned identity;
    private Path tokens;
    private Path token;

    @BeforeEach
    void makeCertificateAndToken() throws Exception {
        identity = SelfSigned.in(Files.createDirectory(folder.resolve("own")), "localhost");
        tokens = folder.resolve("tokens");
        token =
                Files.writeString(
                        folder.resolve("token"),
                        Cli.run("admin", "token", "add", "cli", "--token-file=" + tokens).out());
    }

    @Test
    @Timeout(300)
    void theCertificateOfTheSettingsIsEnoughWhateverNameIsInIt() throws Exception {
        try (ServerProcess server = serve()) {
            String certificate = "--tls-certificate=" + identity.certificate();

            CommandResult run = lookup(server, "first-site.org", certificate);
            assertThat(run.out()).as(run.err()).contains("FIRST CONTACT");
            CommandResult batch =
                    Cli.runWith(
                            "second-site.org\n",
                            arguments(server, "-", certificate).toArray(String[]::new));
            assertThat(batch.out()).as(batch.err()).contains("\"first_contact\":true");

            // What the server stored, not a data folder that was made on the way.
            assertThat(lookup(server, "second-site.org", certificate).out())
                    .doesNotContain("FIRST CONTACT");
            assertThat(folder.resolve("elsewhere")).doesNotExist();
        }
    }

    @Test
    @Timeout(300)
    void anAuthorityAnswersForTheNameOnly() throws Exception {
        try (ServerProcess server = serve("--bind=0.0.0.0")) {
            String authority = "--lookup-ca=" + identity.certificate();

            CommandResult named = lookup(server, "named-site.org", authority, "--bind=localhost");
            assertThat(named.out()).as(named.err()).contains("FIRST CONTACT");

            CommandResult unnamed = lookup(server, "other-site.org", authority, "--bind=127.0.0.2");
            assertThat(unnamed.exit()).isEqualTo(ExitCode.FAILED);
            assertThat(unnamed.err()).contains("does not prove that it is the one");
        }
    }

    @Test
    @Timeout(300)
    void whoHasAnotherCertificateGetsNoToken() throws Exception {
        SelfSigned other =
                SelfSigned.in(Files.createDirectory(folder.resolve("other")), "localhost");
        try (ServerProcess server = serve()) {
            CommandResult run =
                    lookup(server, "first-site.org", "--tls-certificate=" + other.certificate());

            assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
            assertThat(run.err()).contains("does not prove that it is the one of these settings");
            assertThat(folder.resolve("elsewhere")).doesNotExist();
        }
    }

    private ServerProcess serve(String... more) throws IOException {
        List<String> flags =
                new ArrayList<>(
                        List.of(
                                "--rdap=off",
                                "--whois=off",
                                "--token-file=" + tokens,
                                "--tls-certificate=" + identity.certificate(),
                                "--tls-key=" + identity.key()));
        flags.addAll(List.of(more));
        return Cli.serve(folder.resolve("data"), flags.toArray(String[]::new));
    }

    private CommandResult lookup(ServerProcess server, String name, String... flags)
            throws Exception {
        return Cli.run(arguments(server, name, flags).toArray(String[]::new));
    }

    private List<String> arguments(ServerProcess server, String name, String... flags) {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "lookup",
                                name,
                                "--data=" + folder.resolve("elsewhere"),
                                "--port=" + server.url().getPort(),
                                "--lookup-token-file=" + token));
        all.addAll(List.of(flags));
        return all;
    }
}
