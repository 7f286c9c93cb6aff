package org.domainstats.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;

/**
 * No HTTP reply makes the reader throw anything but an I/O exception. In the build, the seeds are
 * changed at random, always in the same way; with {@code JAZZER_FUZZ=1} Jazzer goes on by itself.
 */
class HttpReplyReaderFuzzTest {

    private static final int CHANGED_PER_SEED = 2_000;

    /** Each seed, a byte or two of it changed, doubled or cut off, always in the same ways. */
    @Test
    void changedSeedsAreReadOrRefused() throws IOException {
        Random random = new Random(20_261_124);
        Path folder =
                Path.of(
                        "src/test/resources/org/domainstats/registry/HttpReplyReaderFuzzTestInputs");
        try (Stream<Path> seeds = Files.list(folder.resolve("anHttpReplyIsReadOrRefused"))) {
            for (Path seed : seeds.sorted().toList()) {
                byte[] good = Files.readAllBytes(seed);
                for (int i = 0; i < CHANGED_PER_SEED; i++) {
                    anHttpReplyIsReadOrRefused(changed(good, i, random));
                }
            }
        }
    }

    private static byte[] changed(byte[] good, int round, Random random) {
        byte[] bad = Arrays.copyOf(good, good.length - round % 3 * random.nextInt(good.length / 3));
        for (int j = 0; j <= round % 4; j++) {
            bad[random.nextInt(bad.length)] =
                    round % 2 == 0 ? (byte) random.nextInt(256) : good[random.nextInt(good.length)];
        }
        return bad;
    }

    @FuzzTest(maxDuration = "30s")
    void anHttpReplyIsReadOrRefused(byte[] bytes) {
        try {
            HttpReply reply = HttpReplyReader.read(new ByteArrayInputStream(bytes), 10_000);
            assertThat(reply.status()).isBetween(200, 599);
            assertThat(reply.body().length).isLessThanOrEqualTo(10_000);
        } catch (IOException refused) {
            assertThat(FailureMessages.words(refused)).isNotEmpty();
        }
    }
}
