package org.domainstats.app.registries;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.app.Cli;
import org.domainstats.processkit.Await;
import org.domainstats.processkit.CommandResult;
import org.domainstats.processkit.ServerProcess;
import org.domainstats.registrykit.Behaviour;
import org.domainstats.registrykit.LoopbackInternet;
import org.domainstats.registrykit.PrivateAuthority;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A registry over HTTPS whose certificate an authority of one's own has signed. */
class RegistryTlsAcceptanceTest {

    private static final String DATE = "2015-12-12 19:34:59";
    private static final String NOT_GOOD = "its TLS or certificate is not good";

    /** Its keys, which take Java's own tool a second of a processor. */
    @TempDir private static Path keys;

    private static PrivateAuthority authority;

    @TempDir private Path folder;

    private final LoopbackInternet internet = LoopbackInternet.start();

    @BeforeAll
    static void makeAuthority() throws Exception {
        authority = PrivateAuthority.in(keys);
    }

    @BeforeEach
    void openRegistry() throws Exception {
        internet.secureRegistry(authority.registry(), "com")
                .otherwise(Behaviour.registered("2015-12-12T19:34:59Z"));
    }

    @AfterEach
    void closeRegistry() {
        internet.close();
    }

    @Test
    @Timeout(600)
    void aServerThatWasToldToTrustItsAuthorityGetsTheDate() throws Exception {
        try (ServerProcess server = Cli.serve(data(), flags(registryCa()))) {
            assertThat(server.get("/site.com?wait=20s"))
                    .contains("\"seen_by_web\": \"" + DATE + "\"");
            assertThat(server.get("/v1/sites/site.com"))
                    .as("the steps of lookup --explain, on the page of the name")
                    .contains("\"stored\":[\"domain site.com, site site.com\"")
                    .contains("querying https://", "answered 200")
                    .contains("\"outcome\":\"registered " + DATE.substring(0, 10));
        }
    }

    @Test
    @Timeout(600)
    void nobodyIsAskedToExplainANameThatNeverLeaves() throws Exception {
        String[] flags =
                flags(
                        "--registry-ca",
                        authority.certificate().toString(),
                        "--prohibited-domains",
                        "other.com");
        assertThat(run(explain(flags)).out())
                .contains("not asked: prohibited-tlds and prohibited-domains keep the name here")
                .doesNotContain("querying", DATE.substring(0, 10));
    }

    @Test
    @Timeout(600)
    void withoutThatTheReasonIsTold() throws Exception {
        try (ServerProcess server = Cli.serve(data(), flags())) {
            assertThat(server.get("/site.com?wait=20s"))
                    .contains("\"seen_by_web\": \"UNAVAILABLE\"");
            Await.until(
                    "the queue says why",
                    () ->
                            run("admin", "queue", "--data", data().toString())
                                    .out()
                                    .matches("(?s).*site\\.com[^\n]*" + NOT_GOOD + ".*"));
        }
        assertThat(run(explain(flags())).out()).contains(NOT_GOOD).doesNotContain(DATE);
        assertThat(run(explain(flags(registryCa()))).out()).contains(DATE.substring(0, 10));
    }

    @Test
    @Timeout(600)
    void aFileWithoutCertificatesStopsTheStart() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing\n");

        CommandResult run = run(explain(flags("--registry-ca", empty.toString())));

        assertThat(run.exit()).isNotZero();
        assertThat(run.err()).contains("registry-ca " + empty + " cannot be used");
    }

    private Path data() {
        return folder.resolve("data");
    }

    private static String[] registryCa() {
        return new String[] {"--registry-ca", authority.certificate().toString()};
    }

    private static CommandResult run(String... arguments) throws Exception {
        return Cli.run(arguments);
    }

    private String[] explain(String... flags) {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "lookup",
                                "--explain",
                                "other.com",
                                "--data",
                                folder.resolve("other").toString()));
        all.addAll(List.of(flags));
        return all.toArray(String[]::new);
    }

    private String[] flags(String... more) {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "--rdap-bootstrap",
                                internet.bootstrap(),
                                "--whois",
                                "off",
                                "--allow-private-registries"));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }
}
