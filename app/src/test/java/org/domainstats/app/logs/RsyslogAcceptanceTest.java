package org.domainstats.app.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.app.Cli;
import org.domainstats.app.NewNames;
import org.domainstats.app.events.EventReceivers;
import org.domainstats.app.events.EventReceivers.Event;
import org.domainstats.processkit.Await;
import org.domainstats.processkit.LocalPorts;
import org.domainstats.processkit.ServerProcess;
import org.domainstats.registrykit.PrivateAuthority;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A real rsyslog receives events, is killed under load and comes back; and sends what name servers
 * log, in each form that it has.
 */
@Tag("long")
@Timeout(600)
class RsyslogAcceptanceTest {

    private static final int EACH = 300;

    /** As many as the kernel keeps of datagrams while the server has no turn. */
    private static final int QUERIES = 150;

    @TempDir private Path folder;

    private final NewNames names = new NewNames(EACH);

    @BeforeEach
    void installed() {
        Rsyslog.assumeInstalled();
    }

    @Test
    void everyEventReachesAReceiverThatIsKilledUnderLoad() throws Exception {
        int tcp = LocalPorts.free();
        int relp = LocalPorts.free();
        try (Rsyslog receiver = new Rsyslog(folder.resolve("receiver"), receiver(tcp, relp));
                ServerProcess server = serve("--event-outputs=" + outputs(tcp, relp))) {
            receiver.start(tcp, relp);
            names.ask(server);
            awaitNumber("relp", EACH / 4);
            receiver.kill();
            names.ask(server);
            receiver.start(tcp, relp);
            names.ask(server);
            awaitNumber("tcp", EACH * 2L + EACH / 4);
            receiver.kill();
            receiver.start(tcp, relp);
            names.ask(server);
            awaitNumber("relp", names.asked());
            awaitNumber("tcp", names.asked());
        }
        assertComplete("relp");
        assertComplete("tcp");
    }

    @Test
    void whatASenderForwardsIsReadInEachOfItsForms() throws Exception {
        List<String> ports = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ports.add(String.valueOf(LocalPorts.free()));
        }
        List<String> inputs =
                List.of(
                        "syslog+udp://127.0.0.1:" + ports.get(0),
                        "syslog+udp://127.0.0.1:" + ports.get(1),
                        "syslog+tcp://127.0.0.1:" + ports.get(2),
                        "syslog+tcp://127.0.0.1:" + ports.get(3));
        List<String> queries =
                IntStream.range(0, QUERIES)
                        .mapToObj(i -> "query[A] www.site-" + i + ".com from 192.0.2.7")
                        .toList();
        Files.write(folder.resolve("dnsmasq.log"), queries);
        try (ServerProcess server = serve("--inputs=" + String.join(",", inputs));
                Rsyslog sender = new Rsyslog(folder.resolve("sender"), sender(ports))) {
            sender.start();
            for (String input : inputs) {
                Await.until(
                        input + ": " + QUERIES + " names",
                        () -> metric(server, "names", input) >= QUERIES);
                assertThat(metric(server, "names", input)).as(input).isEqualTo(QUERIES);
            }
            long contacts = 0;
            for (String input : inputs) {
                contacts += metric(server, "first_contacts", input);
            }
            assertThat(contacts).isEqualTo(QUERIES);
        }
    }

    @Test
    void eventsGoOverTlsToAReceiverThatProvesItsNameAndToNoOther() throws Exception {
        Rsyslog.assumeTlsInstalled();
        PrivateAuthority authority = PrivateAuthority.ofRsa(folder);
        authority.writeRegistry(folder.resolve("own.pem"), folder.resolve("key.pem"));
        int tls = LocalPorts.free();
        int relp = LocalPorts.free();
        String ca = "ca=" + authority.certificate();
        List<String> outputs =
                List.of(
                        "syslog+tls://127.0.0.1:%d#name=tls&format=json&%s".formatted(tls, ca),
                        "relp+tls://127.0.0.1:%d#name=relp&format=json&%s".formatted(relp, ca),
                        "syslog+tls://127.0.0.1:%d#name=untrusted".formatted(tls),
                        "syslog+tls://localhost:%d#name=misnamed&%s".formatted(tls, ca));
        Path log = folder.resolve("log");
        try (Rsyslog receiver = new Rsyslog(folder.resolve("receiver"), tlsReceiver(tls, relp));
                ServerProcess server =
                        ServerProcess.awaitReady(
                                Cli.command("serve", "--port=0", "--rdap=off", "--whois=off")
                                        .with("--data", folder.resolve("data").toString())
                                        .with("--event-outputs=" + String.join(",", outputs))
                                        .start(log))) {
            receiver.start(tls, relp);
            names.ask(server);
            awaitNumber("relp", names.asked());
            awaitNumber("tls", names.asked());
            Await.until(
                    "both are refused",
                    () ->
                            Files.readString(log).contains("output misnamed fails")
                                    && Files.readString(log).contains("output untrusted fails"));
        }
        assertComplete("relp");
        assertComplete("tls");
        assertThat(Files.readString(log))
                .contains(
                        "127.0.0.1:" + tls + ": its certificate is of an authority that is not",
                        "localhost:" + tls + ": its certificate is refused: No subject");
    }

    private String tlsReceiver(int tls, int relp) {
        return """
        global(defaultNetstreamDriverCAFile="%1$s/authority.pem"
            defaultNetstreamDriverCertFile="%1$s/own.pem"
            defaultNetstreamDriverKeyFile="%1$s/key.pem")
        module(load="imtcp" streamDriver.name="gtls" streamDriver.mode="1"
            streamDriver.authMode="anon")
        module(load="imrelp" tls.tlslib="openssl")
        template(name="raw" type="string" string="%%rawmsg%%\n")
        ruleset(name="tls") { action(type="omfile" file="%1$s/tls" template="raw") }
        ruleset(name="relp") { action(type="omfile" file="%1$s/relp" template="raw") }
        input(type="imtcp" address="127.0.0.1" port="%2$d" ruleset="tls")
        input(type="imrelp" address="127.0.0.1" port="%3$d" ruleset="relp" maxDataSize="64k"
            tls="on" tls.caCert="%1$s/authority.pem" tls.myCert="%1$s/own.pem"
            tls.myPrivKey="%1$s/key.pem")
        """
                .formatted(folder, tls, relp);
    }

    private String receiver(int tcp, int relp) {
        return """
        module(load="imtcp")
        module(load="imrelp")
        template(name="raw" type="string" string="%%rawmsg%%\\n")
        ruleset(name="tcp") { action(type="omfile" file="%s" template="raw") }
        ruleset(name="relp") { action(type="omfile" file="%s" template="raw") }
        input(type="imtcp" address="127.0.0.1" port="%d" ruleset="tcp")
        input(type="imrelp" address="127.0.0.1" port="%d" ruleset="relp" maxDataSize="64k")
        """
                .formatted(folder.resolve("tcp"), folder.resolve("relp"), tcp, relp);
    }

    private static String outputs(int tcp, int relp) {
        return "syslog+tcp://127.0.0.1:%d#format=json,relp://127.0.0.1:%d#format=json"
                .formatted(tcp, relp);
    }

    /** Two forms of message, two of framing. */
    private String sender(List<String> ports) {
        String old = "RSYSLOG_TraditionalForwardFormat";
        String modern = "RSYSLOG_SyslogProtocol23Format";
        return """
        module(load="imfile")
        input(type="imfile" file="%s" tag="dnsmasq[7]:" facility="daemon")
        """
                        .formatted(folder.resolve("dnsmasq.log"))
                + forward(ports.get(0), "udp", "traditional", old)
                + forward(ports.get(1), "udp", "traditional", modern)
                + forward(ports.get(2), "tcp", "traditional", old)
                + forward(ports.get(3), "tcp", "octet-counted", modern);
    }

    private static String forward(String port, String protocol, String framing, String template) {
        return ("action(type=\"omfwd\" target=\"127.0.0.1\" port=\"%s\" protocol=\"%s\""
                        + " TCP_Framing=\"%s\" template=\"%s\")%n")
                .formatted(port, protocol, framing, template);
    }

    private ServerProcess serve(String flag) throws IOException {
        return Cli.serve(folder.resolve("data"), "--rdap=off", "--whois=off", flag);
    }

    private void awaitNumber(String file, long number) throws Exception {
        Await.until(
                file + " has event " + number,
                () -> received(file).stream().anyMatch(each -> each.number() >= number));
    }

    /** What was written; a kill may have cut a line off. */
    private List<Event> received(String file) throws IOException {
        if (!Files.exists(folder.resolve(file))) {
            return List.of();
        }
        List<Event> events = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve(file))) {
            if (line.indexOf('{') >= 0 && line.endsWith("}")) {
                events.add(EventReceivers.event(line.substring(line.indexOf('{'))));
            }
        }
        return events;
    }

    private void assertComplete(String file) throws IOException {
        Map<Long, String> ids = new HashMap<>();
        for (Event event : received(file)) {
            assertThat(ids.getOrDefault(event.number(), event.id()))
                    .as("%s, event %d again", file, event.number())
                    .isEqualTo(event.id());
            ids.put(event.number(), event.id());
        }
        assertThat(received(file).stream().map(Event::number).distinct())
                .as(file)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, names.asked()).boxed().toList());
    }

    private static long metric(ServerProcess server, String name, String input) throws IOException {
        String start = "domain_stats_input_" + name + "_total{input=\"" + input + "\"} ";
        return server.get("/metrics")
                .lines()
                .filter(each -> each.startsWith(start))
                .mapToLong(each -> (long) Double.parseDouble(each.substring(start.length())))
                .sum();
    }
}
