package org.domainstats.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.processkit.RawHttpClient;
import org.domainstats.processkit.ServerProcess;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Names that nobody has asked about, so many at a time. */
public final class NewNames {

    private final int each;
    private int asked;

    public NewNames(int each) {
        this.each = each;
    }

    /** Asks about the next ones. */
    public void ask(ServerProcess server) throws IOException {
        String names =
                IntStream.range(asked, asked + each)
                        .mapToObj(i -> "site-" + i + ".com\n")
                        .collect(Collectors.joining());
        asked += each;
        try (RawHttpClient client = new RawHttpClient(server.url())) {
            client.post("/v1/domains", names.getBytes(StandardCharsets.US_ASCII));
            assertThat(client.receive().bodyOfSuccess().lines()).hasSize(each);
        }
    }

    /** How many were asked about. */
    public int asked() {
        return asked;
    }
}
