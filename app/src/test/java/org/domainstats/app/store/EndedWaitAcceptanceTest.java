package org.domainstats.app.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.app.Cli;
import org.domainstats.processkit.Await;
import org.domainstats.processkit.RawHttpClient;
import org.domainstats.processkit.ServerProcess;
import org.domainstats.registrykit.Behaviour;
import org.domainstats.registrykit.LoopbackInternet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** Clients and servers that end while a question waits, as docs/http.md has it. */
class EndedWaitAcceptanceTest {

    private static final String HANGING = "waits.dev?wait=30s";
    private static final String FIRST = "\"seen_by_you\": \"FIRST-CONTACT\"";

    private final LoopbackInternet internet = LoopbackInternet.start();

    @TempDir private Path folder;

    @BeforeEach
    void letTheRegistryHang() {
        internet.registry("dev").otherwise(new Behaviour.Hang());
    }

    @AfterEach
    void close() {
        internet.close();
    }

    @Test
    @Timeout(120)
    void cachedAnswersAreSentAndOtherAnnouncementsAreLeftToTheNextClient() throws Exception {
        try (ServerProcess server = serve()) {
            assertThat(server.ask("google.com")).contains(FIRST);
            assertThat(answerToHalfClosed(server, "/google.com")).contains("\"seen_by_you\": \"20");

            assertThat(answerToHalfClosed(server, "/" + HANGING)).isEmpty();
            // Until the server has noticed, the question itself may announce it.
            Await.until(
                    "the announcement", () -> server.get("/waits.dev?wait=0ms").contains(FIRST));
            assertThat(server.get("/waits.dev?wait=0ms")).doesNotContain(FIRST);
        }
    }

    @Test
    @Timeout(120)
    void whatWaitsWhenTheServerIsStoppedIsAnsweredWithWhatIsKnown() throws Exception {
        try (ServerProcess server = serve();
                RawHttpClient asking = new RawHttpClient(server.url())) {
            asking.get("/" + HANGING);
            String recorded = "\"seen_by_you\": \"20";
            Await.until("the contact", () -> server.get("/waits.dev?peek=true").contains(recorded));
            CompletableFuture<Integer> stopped = CompletableFuture.supplyAsync(() -> stop(server));

            assertThat(asking.receive().bodyOfSuccess()).contains(FIRST, "pending");
            assertThat(stopped.join()).isEqualTo(143);
        }
        try (ServerProcess restarted = serve()) {
            assertThat(restarted.get("/waits.dev?wait=0ms")).contains("\"seen_by_you\": \"20");
        }
    }

    private static int stop(ServerProcess server) {
        try {
            return server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private ServerProcess serve() throws IOException {
        return Cli.serve(
                folder,
                "--allow-private-registries",
                "--rdap-bootstrap=" + internet.bootstrap(),
                "--whois-root=" + internet.whoisRoot());
    }

    /** The body, or nothing if the connection was closed without an answer. */
    private static String answerToHalfClosed(ServerProcess server, String target)
            throws IOException {
        try (RawHttpClient client = new RawHttpClient(server.url())) {
            client.get(target).endOutput();
            return client.isAtEnd() ? "" : client.receive().bodyOfSuccess();
        }
    }
}
