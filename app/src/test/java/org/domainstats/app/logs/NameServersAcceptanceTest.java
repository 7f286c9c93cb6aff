package org.domainstats.app.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.domainstats.app.Cli;
import org.domainstats.processkit.Await;
import org.domainstats.processkit.ChildProcesses;
import org.domainstats.processkit.LocalPorts;
import org.domainstats.processkit.ProgramCommand;
import org.domainstats.processkit.ServerProcess;
import org.domainstats.store.Contacts.LoggedContact;
import org.domainstats.storesqlite.SqliteStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Real name servers tell of their clients by dnstap: Unbound over a unix socket, dnsdist over TCP,
 * and PowerDNS Recursor of what it asks others, which does not count.
 */
@Tag("long")
class NameServersAcceptanceTest {

    private static final List<String> PROGRAMS =
            List.of("unbound", "dnsdist", "pdns_recursor", "dnsperf");
    private static final int QUESTIONS = 2_000;
    private static final int DOMAINS = 600;

    @TempDir Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void stop() throws InterruptedException {
        for (Process each : started) {
            each.destroy();
            each.waitFor();
        }
    }

    @Test
    void whatClientsAskRealServersIsRecordedOnceForEachSite() throws Exception {
        List<String> missing =
                PROGRAMS.stream().filter(each -> !ProgramCommand.isInstalled(each)).toList();
        assumeTrue(
                missing.isEmpty() || System.getenv("CI") != null,
                "not installed: "
                        + missing
                        + "; apt-get install unbound dnsdist pdns-recursor dnsperf");
        int unbound = LocalPorts.free();
        int dnsdist = LocalPorts.free();
        int recursor = LocalPorts.free();
        String unboundInput = "dnstap+unix:" + folder.resolve("unbound.sock");
        String dnsdistInput = "dnstap+tcp://127.0.0.1:" + LocalPorts.free();
        String recursorInput = "dnstap+unix:" + folder.resolve("recursor.sock");
        Path data = folder.resolve("data");
        Set<String> sites = writeQuestions();
        try (ServerProcess server =
                Cli.serve(
                        data,
                        "--rdap",
                        "off",
                        "--whois",
                        "off",
                        "--inputs",
                        String.join(",", unboundInput, dnsdistInput, recursorInput))) {
            startUnbound(unbound);
            startDnsdist(dnsdist, dnsdistInput);
            startRecursor(recursor, unbound);
            ask(unbound);
            awaitNames(server, unboundInput, QUESTIONS);
            Await.until(
                    "queries and responses",
                    () -> metric(server, "rows", unboundInput) >= 2 * QUESTIONS);
            assertThat(metric(server, "rows", unboundInput)).isEqualTo(2 * QUESTIONS);
            assertThat(metric(server, "first_contacts", unboundInput)).isEqualTo(sites.size());
            ask(dnsdist);
            awaitNames(server, dnsdistInput, QUESTIONS);
            assertThat(metric(server, "first_contacts", dnsdistInput)).isZero();
            ask(recursor);
            // What it asked Unbound counts there, as Unbound's client.
            Await.until("frames", () -> metric(server, "rows", recursorInput) > 0);
            Await.until("its questions", () -> metric(server, "names", unboundInput) > QUESTIONS);
            assertThat(metric(server, "names", recursorInput)).isZero();
            assertThat(server.get("/metrics").lines())
                    .noneMatch(each -> each.matches("domain_stats_input_dropped_total.* [1-9].*"));
            server.stop();
        }
        try (SqliteStore store = SqliteStore.open(data.resolve("contacts.db"))) {
            List<LoggedContact> contacts = store.contacts().after(0, 10_000);
            assertThat(contacts.stream().map(each -> each.site().ascii()))
                    .containsExactlyInAnyOrderElementsOf(sites);
            assertThat(contacts.stream().mapToLong(LoggedContact::times).sum())
                    .isGreaterThan(2L * QUESTIONS);
        }
    }

    /** Returns the sites that are asked about. */
    private Set<String> writeQuestions() throws IOException {
        Random random = new Random(20_261_126);
        List<String> questions = new ArrayList<>();
        Set<String> sites = new TreeSet<>();
        for (int i = 0; i < QUESTIONS; i++) {
            String site =
                    "site" + random.nextInt(DOMAINS) + (random.nextBoolean() ? ".com" : ".org");
            sites.add(site);
            questions.add((i % 3 == 0 ? "" : "www.") + site + " A");
        }
        Files.write(folder.resolve("questions"), questions);
        return sites;
    }

    private void startUnbound(int port) throws IOException, InterruptedException {
        Path settings =
                Files.writeString(
                        folder.resolve("unbound.conf"),
                        """
                        server:
                          interface: 127.0.0.1
                          port: %d
                          username: ""
                          chroot: ""
                          directory: "%s"
                          pidfile: ""
                          use-syslog: no
                          module-config: "iterator"
                          local-zone: "com." redirect
                          local-data: "com. 60 A 192.0.2.1"
                          local-zone: "org." redirect
                          local-data: "org. 60 A 192.0.2.1"
                        remote-control:
                          control-enable: no
                        dnstap:
                          dnstap-enable: yes
                          dnstap-socket-path: "%s"
                          dnstap-log-client-query-messages: yes
                          dnstap-log-client-response-messages: yes
                          dnstap-log-resolver-query-messages: yes
                        """
                                .formatted(port, folder, folder.resolve("unbound.sock")));
        start(port, "unbound", "-d", "-c", settings.toString());
    }

    private void startDnsdist(int port, String input) throws IOException, InterruptedException {
        Path settings =
                Files.writeString(
                        folder.resolve("dnsdist.lua"),
                        """
                        setLocal("127.0.0.1:%d")
                        setSecurityPollSuffix("")
                        tap = newFrameStreamTcpLogger("%s")
                        addAction(AllRule(), DnstapLogAction("dnsdist", tap))
                        addAction(AllRule(), SpoofAction("192.0.2.1"))
                        """
                                .formatted(port, input.substring("dnstap+tcp://".length())));
        start(port, "dnsdist", "--supervised", "-C", settings.toString());
    }

    private void startRecursor(int port, int forwarder) throws IOException, InterruptedException {
        Path own = Files.createDirectories(folder.resolve("recursor"));
        Files.writeString(
                own.resolve("recursor.conf"),
                """
                local-address=127.0.0.1
                local-port=%d
                socket-dir=%s
                lua-config-file=%s
                forward-zones=com=127.0.0.1:%d,org=127.0.0.1:%d
                dnssec=off
                security-poll-suffix=
                """
                        .formatted(port, own, own.resolve("tap.lua"), forwarder, forwarder));
        Files.writeString(
                own.resolve("tap.lua"),
                "dnstapFrameStreamServer({\"%s\"}, {logQueries=true, logResponses=true})"
                        .formatted(folder.resolve("recursor.sock")));
        start(port, "pdns_recursor", "--config-dir=" + own);
    }

    private void start(int port, String... command) throws IOException, InterruptedException {
        Process process =
                ChildProcesses.start(
                        new ProcessBuilder(command)
                                .redirectErrorStream(true)
                                .redirectOutput(folder.resolve(command[0] + ".out").toFile()));
        started.add(process);
        LocalPorts.awaitOpen(process, port);
    }

    private void ask(int port) throws IOException, InterruptedException {
        Process dnsperf =
                ChildProcesses.start(
                        new ProcessBuilder(
                                        "dnsperf",
                                        "-s",
                                        "127.0.0.1",
                                        "-p",
                                        String.valueOf(port),
                                        "-d",
                                        folder.resolve("questions").toString(),
                                        "-n",
                                        "1",
                                        "-Q",
                                        "2000")
                                .redirectErrorStream(true)
                                .redirectOutput(folder.resolve("dnsperf.out").toFile()));
        assertThat(dnsperf.waitFor()).isZero();
    }

    private static void awaitNames(ServerProcess server, String input, long names)
            throws Exception {
        Await.until(names + " names", () -> metric(server, "names", input) >= names);
        assertThat(metric(server, "names", input)).isEqualTo(names);
    }

    private static long metric(ServerProcess server, String name, String input) throws IOException {
        String start = "domain_stats_input_" + name + "_total{input=\"" + input + "\"} ";
        return server.get("/metrics")
                .lines()
                .filter(each -> each.startsWith(start))
                .map(each -> (long) Double.parseDouble(each.substring(start.length())))
                .collect(Collectors.summingLong(Long::longValue));
    }
}
