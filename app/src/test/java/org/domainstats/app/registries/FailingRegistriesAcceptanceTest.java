package org.domainstats.app.registries;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.app.Cli;
import org.domainstats.processkit.Await;
import org.domainstats.processkit.ServerProcess;
import org.domainstats.registrykit.Behaviour;
import org.domainstats.registrykit.LoopbackInternet;
import org.domainstats.registrykit.LoopbackRegistry;
import org.domainstats.registrykit.ReceivedQuestion;
import org.domainstats.registrykit.ReceivedQuestion.Protocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * New names at registries that hang, throttle and break, with a kill in the middle: the short form
 * of the long run beside the benchmarks.
 */
@Tag("long")
class FailingRegistriesAcceptanceTest {

    private static final Behaviour WELL = Behaviour.registered("2015-12-12T19:34:59Z");

    private final LoopbackInternet internet = LoopbackInternet.start();
    private final LoopbackRegistry hanging = internet.registry("com");
    private final LoopbackRegistry throttling = internet.registry("net");
    private final LoopbackRegistry breaking = internet.registry("org");
    private final Set<String> announced = ConcurrentHashMap.newKeySet();

    @TempDir private Path folder;

    @AfterEach
    void close() {
        internet.close();
    }

    @Test
    @Timeout(600)
    void everyNameIsAnnouncedOnceAndDatedInTheEndAndEachHostIsPaced() throws Exception {
        List<String> names =
                List.of(
                        "a.com", "a.net", "a.org", "b.com", "b.net", "c.com", "c.net", "d.org",
                        "e.com", "e.net");
        hanging.otherwiseOverRdap(new Behaviour.Hang()).otherwiseOverWhois(WELL);
        throttling.otherwise(Behaviour.throttled("8"));
        internet.withoutWhois("net");
        breaking.otherwiseOverRdap(new Behaviour.Reset()).otherwiseOverWhois(WELL);

        try (ServerProcess server = serve()) {
            ask(server, names.subList(0, 5));
            // What was on its way to a process that is killed, nobody has received.
            Await.until("the pause is stored", this::pauseIsStored);
            server.kill();
        }
        try (ServerProcess server = serve()) {
            ask(server, names);
            assertThat(announced).containsExactlyInAnyOrderElementsOf(names);
            hanging.otherwiseOverRdap(WELL);
            throttling.otherwise(WELL);
            breaking.otherwiseOverRdap(WELL);
            for (String name : names) {
                askUntilDated(server, name);
            }
        }
        for (LoopbackRegistry registry : List.of(hanging, throttling, breaking)) {
            assertPaced(registry.asked(Protocol.RDAP));
            assertPaced(registry.asked(Protocol.WHOIS));
        }
    }

    private boolean pauseIsStored() throws IOException {
        Path pauses = folder.resolve("registry-rests.tsv");
        return Files.exists(pauses) && !Files.readString(pauses).isEmpty();
    }

    private ServerProcess serve() throws Exception {
        return Cli.serve(
                folder,
                "--allow-private-registries",
                "--rdap-bootstrap",
                internet.bootstrap(),
                "--whois-root",
                internet.whoisRoot());
    }

    /** Asks about all of them at the same moment. */
    private void ask(ServerProcess server, List<String> names) throws Exception {
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = new ArrayList<>();
            for (String name : names) {
                answers.add(clients.submit(() -> ask(server, name)));
            }
            for (Future<String> answer : answers) {
                answer.get();
            }
        }
    }

    private String ask(ServerProcess server, String name) throws Exception {
        String answer = server.ask(name);
        if (answer.contains("FIRST-CONTACT")) {
            assertThat(announced.add(name)).as("%s is announced for the first time", name).isTrue();
        }
        return answer;
    }

    private void askUntilDated(ServerProcess server, String name) throws Exception {
        Await.until(
                "a date for " + name,
                () -> ask(server, name).contains("\"seen_by_web\": \"2015-12-12 19:34:59\""));
    }

    /** A second between questions, and as long as the host asked for. */
    private static void assertPaced(List<ReceivedQuestion> asked) {
        for (int i = 1; i < asked.size(); i++) {
            ReceivedQuestion before = asked.get(i - 1);
            Duration rest = before.rest().isPositive() ? before.rest() : Duration.ofSeconds(1);
            assertThat(Duration.between(before.at(), asked.get(i).at()))
                    .as("rest between %s and %s", before, asked.get(i))
                    .isGreaterThanOrEqualTo(rest);
        }
    }
}
