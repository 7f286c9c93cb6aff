package org.domainstats.registrationdata;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

import org.domainstats.model.DomainName;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Nothing that a registry sends makes the readers throw or say nonsense. In the build, the seeds
 * are changed at random, always in the same way; with {@code JAZZER_FUZZ=1} Jazzer goes on by
 * itself.
 */
class RdapReaderFuzzTest {

    private static final int CHANGED_PER_SEED = 2_000;
    private static final DomainName ASKED = new DomainName("example.com");

    @Test
    void changedSeedsAreReadOrRefused() throws IOException {
        changed("aReplyIsReadOrRefused", this::aReplyIsReadOrRefused);
        changed("aListIsReadOrRefused", this::aListIsReadOrRefused);
    }

    /** Each seed, a byte or two of it changed, doubled or cut off, always in the same ways. */
    private static void changed(String target, Consumer<byte[]> reader) throws IOException {
        Random random = new Random(20_261_124);
        Path folder =
                Path.of(
                        "src/test/resources/org/domainstats/registrationdata/RdapReaderFuzzTestInputs");
        try (Stream<Path> seeds = Files.list(folder.resolve(target))) {
            for (Path seed : seeds.sorted().toList()) {
                byte[] good = Files.readAllBytes(seed);
                for (int i = 0; i < CHANGED_PER_SEED; i++) {
                    byte[] bad =
                            Arrays.copyOf(
                                    good, good.length - i % 3 * random.nextInt(good.length / 3));
                    for (int j = 0; j <= i % 4; j++) {
                        bad[random.nextInt(bad.length)] =
                                i % 2 == 0
                                        ? (byte) random.nextInt(256)
                                        : good[random.nextInt(good.length)];
                    }
                    reader.accept(bad);
                }
            }
        }
    }

    @FuzzTest(maxDuration = "30s")
    void aReplyIsReadOrRefused(byte[] body) {
        ParsedReply reading = new RdapReader(Samples.CLOCK).read(200, body, ASKED, true);

        switch (reading.outcome()) {
            case Registered registered -> {
                assertThat(registered.first())
                        .isBetween(
                                Instant.parse("1985-01-01T00:00:00Z"),
                                Samples.CLOCK.instant().plusSeconds(200_000));
                if (registered.again() != null) {
                    assertThat(registered.again()).isAfter(registered.first());
                }
                if (registered.until() != null) {
                    assertThat(registered.until()).isAfter(registered.effective());
                }
            }
            case Unreachable unreachable ->
                    assertThat(unreachable.reason()).matches("[ -~]{5,120}");
            default -> assertThat(reading.because()).isNotNull();
        }
    }

    @FuzzTest(maxDuration = "30s")
    void aListIsReadOrRefused(byte[] file) {
        try {
            assertThat(BootstrapFile.parse(file)).isNotEmpty();
        } catch (IOException refused) {
            assertThat(refused.getMessage()).matches("\\P{Cntrl}{5,200}");
        }
    }
}
