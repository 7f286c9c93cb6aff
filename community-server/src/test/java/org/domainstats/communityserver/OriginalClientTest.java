package org.domainstats.communityserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** What the original does to a server, as strictly, in its own language. */
class OriginalClientTest {

    @TempDir private Path folder;

    @Test
    void originalIsServedAndUpdated() throws Exception {
        assumeTrue(hasPython(), "python3 is not here");
        try (TestCommunity community =
                new TestCommunity(folder, CommunitySettings.DEFAULT, TestCommunity.REGISTRY)) {
            community.publish(List.of("google.com", "gone.com"), List.of());
            community.publish(List.of("example.co.uk"), List.of("gone.com"));
            int http = community.listenHttp(null);
            assertThat(run(community.port, "http://127.0.0.1:" + http + "/data"))
                    .containsExactly(
                            "{\"prohibited\": [\"yourdomainhere.local\", \"local\", \"arpa\"],"
                                    + " \"fatal\": null}",
                            "{\"seconds\": 1800}",
                            "{\"domain\": \"example.com\", \"seen_by_web\": \"2015-12-12 19:34:59\","
                                    + " \"seen_by_us\": \"FIRST-CONTACT\", \"other\": \"{}\"}",
                            "{\"domain\": \"localhost\", \"error\": \"a single label\","
                                    + " \"timeout\": 0}",
                            "{\"wants_update\": true}",
                            "{\"latest\": \"1.2\", \"established\": {\"google.com\": -1,"
                                    + " \"example.co.uk\": -1}}");
        }
    }

    private List<String> run(int port, String dataUrl) throws Exception {
        Path script = folder.resolve("original_client.py");
        try (var resource =
                Objects.requireNonNull(
                        OriginalClientTest.class.getResourceAsStream("original_client.py"))) {
            Files.copy(resource, script);
        }
        Process python =
                new ProcessBuilder(
                                "python3",
                                script.toString(),
                                Integer.toString(port),
                                dataUrl,
                                "example.com",
                                "localhost")
                        .redirectErrorStream(true)
                        .start();
        try (var out = python.getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
