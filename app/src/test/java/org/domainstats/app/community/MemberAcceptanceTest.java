package org.domainstats.app.community;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.app.Cli;
import org.domainstats.processkit.Await;
import org.domainstats.processkit.CommandResult;
import org.domainstats.processkit.ServerProcess;
import org.domainstats.registrykit.Behaviour;
import org.domainstats.registrykit.LoopbackInternet;
import org.domainstats.registrykit.LoopbackRegistry;
import org.domainstats.registrykit.LossyRelay;
import org.domainstats.registrykit.ReceivedQuestion;
import org.domainstats.registrykit.SelfSigned;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A member of a community as its users meet it, with a registry to ask as well. */
@Order(1)
class MemberAcceptanceTest {

    private static final String DATE = "2015-12-12 19:34:59";
    private static final String ISO = "2015-12-12T19:34:59Z";

    /** Classes are loaded from jars here, without the launcher's caches, beside other tests. */
    private static final String PATIENT = "--answer-within=60s";

    /** Where each question waits for a community that says nothing of use. */
    private static final String IMPATIENT = "--answer-within=8s";

    @TempDir private Path folder;

    private final LoopbackInternet internet = LoopbackInternet.start();
    private LoopbackRegistry registry;

    @BeforeEach
    void openRegistry() {
        registry = internet.registry("com", "net", "io", "dev");
        registry.otherwise(Behaviour.registered(ISO));
    }

    @AfterEach
    void closeRegistry() {
        internet.close();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("long")
    @Timeout(600)
    void badCommunityCostsItsReplyAndNothingElse(FaultyCommunity.Kind kind) throws Exception {
        try (FaultyCommunity community = new FaultyCommunity(kind);
                ServerProcess member = memberWithToken(community.port())) {
            for (int i = 0; i < 5; i++) {
                String answer = member.ask("site-" + i + ".com");
                assertThat(answer)
                        .contains("\"seen_by_us\": \"UNAVAILABLE\"")
                        .contains("\"seen_by_web\": \"" + DATE + "\"")
                        .doesNotContain(FaultyCommunity.LIE);
            }
        }
    }

    @Test
    @Timeout(600)
    void firstQuestionOverHttpGetsItsAnswer() throws Exception {
        try (ServerProcess community = community("--community-https-port", "0");
                ServerProcess member = member(community.address("http").toString(), PATIENT)) {
            assertThat(member.ask("site.com")).contains("\"seen_by_us\": \"FIRST-CONTACT\"");
        }
    }

    @Test
    @Timeout(600)
    void firstQuestionOverHttpsGetsItsAnswerWithAnAuthorityOfItsOwn() throws Exception {
        SelfSigned own = SelfSigned.in(folder, "community");
        String certificate = own.certificate().toString();
        try (ServerProcess community =
                        community(
                                "--community-https-port",
                                "0",
                                "--tls-certificate",
                                certificate,
                                "--tls-key",
                                own.key().toString(),
                                "--publish-every",
                                "1s");
                ServerProcess member =
                        member(
                                community.address("https").toString(),
                                "--community-ca",
                                certificate,
                                PATIENT)) {
            assertThat(member.ask("site.com")).contains("\"seen_by_us\": \"FIRST-CONTACT\"");
            assertThat(update(community, "--community-ca", certificate).err())
                    .contains("from version 0.0 to 1.1");
            assertThat(update(community).err()).contains("not reached, nothing changed");
        }
    }

    private CommandResult update(ServerProcess community, String... flags) throws Exception {
        List<String> all =
                new ArrayList<>(
                        List.of("admin", "update", "--data", folder.resolve("reader").toString()));
        all.addAll(List.of("--community", community.address("https").toString()));
        all.addAll(List.of(flags));
        return Cli.run(all.toArray(String[]::new));
    }

    @Test
    @Timeout(600)
    void nothingLeavesThatMustNot() throws Exception {
        LoopbackRegistry old = internet.registry("se").otherwise(Behaviour.registered(ISO));
        internet.withoutRdap("se");
        LoopbackRegistry mute = internet.registry("org").otherwise(Behaviour.registered(ISO));
        mute.otherwiseOverRdap(new Behaviour.Reset());
        try (ServerProcess community = community("--prohibited-tlds", "local,arpa,dev");
                LossyRelay relay = new LossyRelay(community.address("udp").getPort(), 0, 1);
                ServerProcess member =
                        member(
                                "udp://127.0.0.1:" + relay.port(),
                                "--prohibited-tlds",
                                "local,arpa,internal",
                                "--prohibited-domains",
                                "corp.example.com,ours.net",
                                PATIENT)) {
            for (String name :
                    List.of(
                            "www.deep.example.com",
                            "files.corp.example.com",
                            "corp.example.com",
                            "ours.net",
                            "a.ours.net",
                            "printer.local",
                            "7.2.0.192.in-addr.arpa",
                            "vault.internal",
                            "evil.github.io",
                            "www.brand-new.dev",
                            "mail.old-school.se",
                            "www.mute.org",
                            "192.0.2.7",
                            "localhost",
                            "not a name")) {
                member.ask(name);
            }
            assertThat(domains(relay.sent()))
                    .containsExactlyInAnyOrder(
                            "example.com", "evil.github.io", "old-school.se", "mute.org");
            assertThat(relay.sent()).allMatch(MemberAcceptanceTest::maySend);
            awaitQuestion(old);
            awaitQuestion(mute);
            assertThat(asked(registry, ReceivedQuestion.Protocol.RDAP))
                    .containsExactly("example.com");
            // Where RDAP is late, WHOIS is asked as well.
            assertThat(asked(registry, ReceivedQuestion.Protocol.WHOIS)).isSubsetOf("example.com");
            assertThat(asked(old, ReceivedQuestion.Protocol.WHOIS))
                    .containsExactly("old-school.se");
            assertThat(asked(mute, ReceivedQuestion.Protocol.RDAP)).containsExactly("mute.org");
            assertThat(asked(mute, ReceivedQuestion.Protocol.WHOIS)).containsExactly("mute.org");
            assertThat(
                            internet.asked(ReceivedQuestion.Protocol.WHOIS_ROOT).stream()
                                    .map(ReceivedQuestion::question))
                    .contains("se", "org")
                    .isSubsetOf("se", "org", "com");
        }
    }

    /** Waits for what goes on behind an answer. */
    private static void awaitQuestion(LoopbackRegistry over) throws Exception {
        Await.until(
                "a question over WHOIS",
                () -> !over.asked(ReceivedQuestion.Protocol.WHOIS).isEmpty());
    }

    /** The domains that a registry was asked about by the member and the community. */
    private static Set<String> asked(LoopbackRegistry over, ReceivedQuestion.Protocol protocol) {
        return over.asked(protocol).stream()
                .map(ReceivedQuestion::question)
                .map(question -> question.substring(question.lastIndexOf('/') + 1))
                .collect(Collectors.toSet());
    }

    private static final Pattern DOMAIN = Pattern.compile("\"domain\":\"([^\"]*)\"");

    private static Set<String> domains(List<String> datagrams) {
        return datagrams.stream()
                .map(DOMAIN::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    /** Whether a datagram holds what docs/protocol.md says may leave, and nothing else. */
    static boolean maySend(String datagram) {
        String id = "\",\"id\":\"[A-Za-z0-9_-]{16}\",";
        return datagram.matches(
                "\\{\"action\":\"(query"
                        + id
                        + "\"version\":\"\\d+\\.\\d+\",\"domain\":\"[a-z0-9.-]+\""
                        + "|config"
                        + id
                        + "\"database_version\":\"\\d+\\.\\d+\",\"software_version\":\"[^\"]+\""
                        + "|healthcheck"
                        + id
                        + "\"memcache\":\\[[\\d,]*],\"netstats\":\\[[\\d,]*]"
                        + ")}(\n[a-z]+ [A-Za-z0-9_-]{43})?");
    }

    private ServerProcess community(String... flags) throws IOException {
        return Cli.community(folder.resolve("community"), with(List.of(flags)));
    }

    private ServerProcess memberWithToken(int port) throws Exception {
        CommandResult made =
                Cli.run("admin", "community", "token", "new", "ant", "--data", folder.toString());
        Path token = Files.writeString(folder.resolve("token"), made.out());
        return member(
                "udp://127.0.0.1:" + port, "--community-token-file", token.toString(), IMPATIENT);
    }

    private ServerProcess member(String community, String... flags) throws IOException {
        List<String> all = new ArrayList<>(List.of("--community", community));
        all.addAll(List.of(flags));
        return Cli.serve(folder.resolve("member"), with(all));
    }

    private String[] with(List<String> flags) {
        List<String> all = new ArrayList<>(flags);
        all.addAll(
                List.of(
                        "--rdap-bootstrap",
                        internet.bootstrap(),
                        "--whois-root",
                        internet.whoisRoot(),
                        "--allow-private-registries"));
        return all.toArray(String[]::new);
    }
}
