package org.domainstats.app.community;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.app.Cli;
import org.domainstats.processkit.CommandResult;
import org.domainstats.processkit.ServerProcess;
import org.domainstats.registrykit.Behaviour;
import org.domainstats.registrykit.LoopbackInternet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The feed lists what enough members asked about, and never what fewer did. */
@Tag("long")
class PublishAtAcceptanceTest {

    private static final List<String> MEMBERS = List.of("ant", "bee", "cat");

    @TempDir private Path folder;

    @Test
    @Timeout(600)
    void domainIsInTheFeedOnceThreeMembersAskedAboutIt() throws Exception {
        try (LoopbackInternet internet = LoopbackInternet.start()) {
            internet.registry("com").otherwise(Behaviour.registered("2015-12-12T19:34:59Z"));
            for (String member : MEMBERS) {
                CommandResult made =
                        Cli.run(
                                "admin",
                                "community",
                                "token",
                                "new",
                                member,
                                "--data",
                                data("community"));
                Files.writeString(folder.resolve(member + ".token"), made.out());
            }
            try (ServerProcess community = community(internet)) {
                askAs(MEMBERS.subList(0, 2), community, "www.two-of-three.com");
                askAs(MEMBERS, community, "www.all-three.com");
                // What it notes of its members is written by the time it has ended.
                community.stop();
            }
            assertThat(Cli.run("admin", "publish", "--data", data("community")).exit()).isZero();
            try (ServerProcess community = community(internet)) {
                CommandResult update =
                        Cli.run(
                                "admin",
                                "update",
                                "--community",
                                community.address("http").toString(),
                                "--data",
                                data("fresh"));
                assertThat(update.err()).contains("from version 0.0 to 1.1");
            }
            assertThat(Cli.peek(folder.resolve("fresh"), "mail.all-three.com"))
                    .contains("\"established\":true", "2015-12-12T19:34:59Z");
            assertThat(Cli.peek(folder.resolve("fresh"), "two-of-three.com"))
                    .contains("\"established\":false");
        }
    }

    private void askAs(List<String> members, ServerProcess community, String name)
            throws Exception {
        for (String member : members) {
            try (ServerProcess server =
                    Cli.serve(
                            folder.resolve(member),
                            "--community",
                            "udp://127.0.0.1:" + community.address("udp").getPort(),
                            "--answer-within",
                            "20s",
                            "--community-token-file",
                            folder.resolve(member + ".token").toString(),
                            "--rdap",
                            "off",
                            "--whois",
                            "off")) {
                assertThat(server.ask(name)).doesNotContain("\"seen_by_us\": \"UNAVAILABLE\"");
            }
        }
    }

    private ServerProcess community(LoopbackInternet internet) throws Exception {
        return Cli.community(
                folder.resolve("community"),
                "--community-https-port",
                "0",
                "--rdap-bootstrap",
                internet.bootstrap(),
                "--whois-root",
                internet.whoisRoot(),
                "--allow-private-registries");
    }

    private String data(String name) {
        return folder.resolve(name).toString();
    }
}
