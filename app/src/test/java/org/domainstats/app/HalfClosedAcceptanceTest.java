package org.domainstats.app;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.nio.file.Path;

/** Clients that close their half of the connection behind the question, as docs/http.md has it. */
class HalfClosedAcceptanceTest {

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
        try (ServerProcess server =
                Cli.serve(
                        folder,
                        "--allow-private-registries",
                        "--rdap-bootstrap=" + internet.bootstrap(),
                        "--whois-root=" + internet.whoisRoot())) {
            assertThat(server.ask("google.com")).contains(FIRST);
            assertThat(answerToHalfClosed(server, "/google.com")).contains("\"seen_by_you\": \"20");

            assertThat(answerToHalfClosed(server, "/waits.dev?wait=3s")).isEmpty();
            // Until the time that it allowed is over, the question itself may announce it.
            while (!server.get("/waits.dev?wait=0ms").contains(FIRST)) {
                Thread.onSpinWait();
            }
            assertThat(server.get("/waits.dev?wait=0ms")).doesNotContain(FIRST);
        }
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
