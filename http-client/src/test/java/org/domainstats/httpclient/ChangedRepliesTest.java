package org.domainstats.httpclient;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Whatever bytes a host sends, the client returns a response or throws an exception of ours. */
@Tag("long")
class ChangedRepliesTest {

    private static final int CHANGED_PER_SEED = 300;
    private static final Path SEEDS =
            Path.of("src/test/resources/org/domainstats/httpclient/replies");

    @RegisterExtension final Clients clients = new Clients();

    /** Each seed, a byte or two of it changed, doubled or cut off, always in the same ways. */
    @Test
    void changedRepliesAreReadOrRefused() throws IOException {
        List<byte[]> replies = changedReplies();
        AtomicInteger next = new AtomicInteger();
        try (RawServer server =
                new RawServer(
                        (in, out) -> {
                            RawServer.readHead(in);
                            out.write(replies.get(next.getAndIncrement()));
                        })) {
            BlockingHttpClient client = clients.client();
            while (next.get() < replies.size()) {
                readOrRefused(client, server);
            }
        }
    }

    private static void readOrRefused(BlockingHttpClient client, RawServer server) {
        try {
            ClientResponse response = Clients.get(client, server.uri());
            assertThat(response.status()).isBetween(200, 999);
            assertThat(response.body()).hasSizeLessThanOrEqualTo(Clients.LARGEST);
        } catch (ExchangeException refused) {
            assertThat(refused.reason()).isNotEmpty();
        }
    }

    private static List<byte[]> changedReplies() throws IOException {
        Random random = new Random(20_261_124);
        List<byte[]> replies = new ArrayList<>();
        try (Stream<Path> seeds = Files.list(SEEDS)) {
            for (Path seed : seeds.sorted().toList()) {
                byte[] good = Files.readAllBytes(seed);
                for (int i = 0; i < CHANGED_PER_SEED; i++) {
                    replies.add(changed(good, i, random));
                }
            }
        }
        return replies;
    }

    private static byte[] changed(byte[] good, int round, Random random) {
        byte[] bad = Arrays.copyOf(good, good.length - round % 3 * random.nextInt(good.length / 3));
        for (int j = 0; j <= round % 4; j++) {
            bad[random.nextInt(bad.length)] =
                    round % 2 == 0 ? (byte) random.nextInt(256) : good[random.nextInt(good.length)];
        }
        return bad;
    }
}
