package org.domainstats.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.app.Cli;
import org.domainstats.app.WebClient;
import org.domainstats.processkit.Await;
import org.domainstats.processkit.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** How many clients asked about a site, wherever its answer came from. */
class WhoAskedAcceptanceTest {

    @TempDir private Path folder;

    @Test
    @Timeout(300)
    void clientsThatAreAnsweredFromMemoryCountAsWell() throws Exception {
        try (ServerProcess server = Cli.serve(folder, "--rdap=off", "--whois=off")) {
            WebClient client = WebClient.of(server);
            for (int times = 0; times < 3; times++) {
                assertThat(client.from("127.0.0.2").get("/google.com").status()).isEqualTo(200);
            }
            assertThat(client.from("127.0.0.3").get("/google.com").status()).isEqualTo(200);
            assertThat(client.from("127.0.0.4").post("/v1/domains", "google.com\n").status())
                    .isEqualTo(200);
            Await.until(
                    "three clients asked",
                    () -> client.get("/v1/sites/google.com").body().contains("\"clients\":3"));
        }
    }
}
