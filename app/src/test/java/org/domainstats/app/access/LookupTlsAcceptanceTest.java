package org.domainstats.app.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.domainstats.app.Cli;
import org.domainstats.commandline.ExitCode;
import org.domainstats.processkit.CommandResult;
import org.domainstats.processkit.ServerProcess;
import org.domainstats.registrykit.SelfSigned;
import org.domainstats.registrykit.TrustsAnybody;
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

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/** {@code lookup} at a server that serves HTTPS, and who may pass for that server. */
class LookupTlsAcceptanceTest {

    @TempDir private static Path own;

    private static SelfSigned identity;
    private static Path tokens;
    private static Path token;
    private static ServerProcess server;

    @TempDir private Path folder;

    @BeforeAll
    static void start() throws Exception {
        identity = SelfSigned.in(own, "localhost");
        tokens = own.resolve("tokens");
        token =
                Files.writeString(
                        own.resolve("token"),
                        Cli.run("admin", "token", "add", "cli", "--token-file=" + tokens).out());
        server =
                Cli.serve(
                        own.resolve("data"),
                        "--bind=0.0.0.0",
                        "--rdap=off",
                        "--whois=off",
                        "--token-file=" + tokens,
                        "--tls-certificate=" + identity.certificate(),
                        "--tls-key=" + identity.key());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @Timeout(300)
    void theCertificateOfTheSettingsIsEnoughWhateverNameIsInIt() throws Exception {
        String certificate = "--tls-certificate=" + identity.certificate();

        CommandResult run = lookup("first-site.org", certificate);
        assertThat(run.out()).as(run.err()).contains("FIRST CONTACT");
        CommandResult batch =
                Cli.runWith(
                        "second-site.org\n", arguments("-", certificate).toArray(String[]::new));
        assertThat(batch.out()).as(batch.err()).contains("\"first_contact\":true");

        // What the server stored, not a data folder that was made on the way.
        assertThat(lookup("second-site.org", certificate).out()).doesNotContain("FIRST CONTACT");
        assertThat(folder.resolve("elsewhere")).doesNotExist();
    }

    @Test
    @Timeout(300)
    void anAuthorityAnswersForTheNameOnly() throws Exception {
        String authority = "--lookup-ca=" + identity.certificate();

        CommandResult named = lookup("named-site.org", authority, "--bind=localhost");
        assertThat(named.out()).as(named.err()).contains("FIRST CONTACT");

        CommandResult unnamed = lookup("other-site.org", authority, "--bind=127.0.0.2");
        assertThat(unnamed.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(unnamed.err()).contains("does not prove that it is the one");
    }

    @Test
    @Timeout(300)
    void whoHasAnotherCertificateGetsNoToken() throws Exception {
        SelfSigned other =
                SelfSigned.in(Files.createDirectory(folder.resolve("other")), "localhost");
        CommandResult run = lookup("first-site.org", "--tls-certificate=" + other.certificate());

        assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("does not prove that it is the one of these settings");
        assertThat(folder.resolve("elsewhere")).doesNotExist();
    }

    @Test
    @Timeout(300)
    void aConnectionHasOneHandshake() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustsAnybody()}, null);
        try (SSLSocket socket =
                (SSLSocket)
                        context.getSocketFactory()
                                .createSocket("127.0.0.1", server.url().getPort())) {
            socket.setSoTimeout(60_000);
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.startHandshake();
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(
                            () -> {
                                socket.startHandshake();
                                socket.getInputStream().read();
                            })
                    .withMessageContaining("handshake_failure");
        }
    }

    private CommandResult lookup(String name, String... flags) throws Exception {
        return Cli.run(arguments(name, flags).toArray(String[]::new));
    }

    private List<String> arguments(String name, String... flags) {
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
