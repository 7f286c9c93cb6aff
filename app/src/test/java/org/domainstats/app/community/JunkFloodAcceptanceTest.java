package org.domainstats.app.community;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.app.Cli;
import org.domainstats.processkit.Await;
import org.domainstats.processkit.ServerProcess;
import org.domainstats.registrykit.Behaviour;
import org.domainstats.registrykit.LoopbackInternet;
import org.domainstats.registrykit.LoopbackRegistry;
import org.domainstats.registrykit.LoopbackResolver;
import org.domainstats.registrykit.ReceivedQuestion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A real name amid 20,000 made-up ones of the same registry, in a real process. */
@Tag("long")
class JunkFloodAcceptanceTest {

    private static final int JUNK = 20_000;

    /** Permits of a second each that pass before a real name has its own, on a busy machine. */
    private static final int MOST_BEFORE = 20;

    /** The same where nobody asks again: all of the batch are looked up in the DNS before. */
    private static final int MOST_BEFORE_BY_ITSELF = 60;

    private static final String DATED = "\"seen_by_web\": \"2015-12-12 19:34:59\"";

    private final LoopbackInternet internet = LoopbackInternet.start();
    private final LoopbackRegistry registry = internet.registry("com");
    private final LoopbackResolver resolver =
            LoopbackResolver.start(
                    0,
                    name ->
                            isSilent()
                                    ? LoopbackResolver.SILENT
                                    : name.startsWith("junk")
                                            ? LoopbackResolver.NXDOMAIN
                                            : LoopbackResolver.NOERROR);

    private volatile Instant silentUntil = Instant.MIN;

    @TempDir private Path folder;

    private boolean isSilent() {
        return Instant.now().isBefore(silentUntil);
    }

    @AfterEach
    void close() {
        internet.close();
        resolver.close();
    }

    @Test
    @Timeout(300)
    void realNamesAreAnsweredAmidAndAfterTheFlood() throws Exception {
        try (ServerProcess server = serve()) {
            flood(server.url());
            int afterTheFlood = registry.asked().size();
            askUntilDated(server, "other.com", "127.0.0.2");
            askUntilDated(server, "later.com", "127.0.0.1");
            askUntilDated(server, "amid.com", "127.0.0.1");

            // A permit a second: had the flood gone first, these would be thousands.
            assertThat(asked().indexOf("other.com") - afterTheFlood).isLessThan(MOST_BEFORE);
            assertThat(asked().indexOf("later.com") - asked().indexOf("other.com"))
                    .isLessThan(MOST_BEFORE);
            assertThat(asked().indexOf("amid.com") - asked().indexOf("later.com"))
                    .isLessThan(MOST_BEFORE);
        }
    }

    /** Also where the resolver stalls for a moment, as one does under so many queries. */
    @Test
    @Timeout(300)
    void aRealNameOfABatchIsAskedEarlyThoughNobodyAsksAgain() throws Exception {
        try (ServerProcess server = serve()) {
            silentUntil = Instant.now().plusSeconds(4);
            flood(server.url());
            int afterTheFlood = registry.asked().size();
            while (!asked().contains("amid.com")
                    && registry.asked().size() - afterTheFlood < MOST_BEFORE_BY_ITSELF) {
                LockSupport.parkNanos(10_000_000);
            }

            assertThat(asked()).contains("amid.com");
            askUntilDated(server, "amid.com", "127.0.0.1");
        }
    }

    private ServerProcess serve() throws IOException {
        registry.otherwise(Behaviour.registered("2015-12-12T19:34:59Z"));
        return Cli.serve(
                folder,
                "--allow-private-registries",
                "--rdap-bootstrap",
                internet.bootstrap(),
                "--whois-root",
                internet.whoisRoot(),
                "--resolve-first",
                "127.0.0.1:" + resolver.port());
    }

    /** The names that the registry was asked about, in their order. */
    private List<String> asked() {
        return registry.asked().stream()
                .map(ReceivedQuestion::question)
                .map(question -> question.substring(question.lastIndexOf('/') + 1))
                .toList();
    }

    /** One request of one client, with a real name in the middle. */
    private static void flood(URI server) throws Exception {
        String names =
                IntStream.range(0, JUNK)
                        .mapToObj(i -> i == JUNK / 2 ? "amid.com" : "junk" + i + ".com")
                        .collect(Collectors.joining("\n", "", "\n"));
        HttpRequest post =
                HttpRequest.newBuilder(server.resolve("/v1/domains"))
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString(names))
                        .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThat(http.send(post, BodyHandlers.ofString()).body().lines()).hasSize(JUNK);
        }
    }

    /** On Linux the whole of 127/8 is loopback: each address is another client. */
    private static void askUntilDated(ServerProcess server, String name, String client)
            throws Exception {
        try (HttpClient http =
                HttpClient.newBuilder().localAddress(InetAddress.getByName(client)).build()) {
            HttpRequest get = HttpRequest.newBuilder(server.url().resolve("/" + name)).build();
            Await.until(
                    "the date of " + name,
                    () -> http.send(get, BodyHandlers.ofString()).body().contains(DATED));
        }
    }
}
