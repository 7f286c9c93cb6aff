package org.domainstats.registrationdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.code_intelligence.jazzer.junit.FuzzTest;

import org.domainstats.model.DomainName;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Nothing that a WHOIS server sends makes the parser throw, hang or say nonsense. In the build, the
 * seeds are changed at random, always in the same way; with {@code JAZZER_FUZZ=1} Jazzer goes on by
 * itself.
 */
class WhoisParserFuzzTest {

    private static final int CHANGED_PER_SEED = 1_000;

    /** The most that the client takes from a server. */
    private static final int LARGEST = 256 << 10;

    /** Far beyond what it takes, and far below what anything but linear time takes. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(20);

    private static final List<String> ASKED = List.of("shop.com", "shop.cz", "shop.jp");

    @FuzzTest(maxDuration = "30s")
    void aReplyIsReadOrRefused(byte[] reply) {
        read(reply, null);
        ASKED.forEach(name -> read(reply, new DomainName(name)));
    }

    private static void read(byte[] reply, @Nullable DomainName queried) {
        ParsedReply reading =
                new WhoisParser(Samples.CLOCK).read(WhoisCharset.text(reply, queried), queried);

        switch (reading.outcome()) {
            case Registered registered -> {
                assertThat(registered.first())
                        .isBetween(
                                Instant.parse("1985-01-01T00:00:00Z"),
                                Samples.CLOCK.instant().plus(Duration.ofDays(3)));
                if (registered.until() != null) {
                    assertThat(registered.until()).isAfter(registered.first());
                }
                assertThat(reading.because()).containsPattern("\\p{Alnum}");
            }
            case Unreachable unreachable ->
                    assertThat(unreachable.reason()).matches("[ -~]{5,120}");
            default -> assertThat(reading.because()).isNotNull();
        }
    }

    @Test
    @Tag("long")
    void changedSeedsAreReadOrRefused() throws IOException {
        Random random = new Random(20_261_124);
        Path folder =
                Path.of(
                        "src/test/resources/org/domainstats/registrationdata/WhoisParserFuzzTestInputs");
        try (Stream<Path> seeds = Files.list(folder.resolve("aReplyIsReadOrRefused"))) {
            for (Path seed : seeds.sorted().toList()) {
                byte[] good = Files.readAllBytes(seed);
                for (int i = 0; i < CHANGED_PER_SEED; i++) {
                    aReplyIsReadOrRefused(changed(good, i, random));
                }
            }
        }
    }

    /** A few bytes changed, or the end cut off. */
    private static byte[] changed(byte[] good, int round, Random random) {
        byte[] bad = Arrays.copyOf(good, good.length - round % 3 * random.nextInt(good.length / 3));
        for (int j = 0; j <= round % 4; j++) {
            bad[random.nextInt(bad.length)] =
                    round % 2 == 0 ? (byte) random.nextInt(256) : good[random.nextInt(good.length)];
        }
        return bad;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "\n",
                "\r",
                "a",
                "0",
                "a:",
                ":",
                ".",
                "created ",
                "created: ",
                "created: 2004-03-05\n",
                "registered on ",
                "1 1 1 1",
                "2004-",
                "Domain Name: a.com\nb: c\n\n",
                "Domain Name: a.com\nDomain Name: b.com\n",
                "no match not found\n",
                "limit exceeded limit reached ",
                "[a]",
                "[",
                "(",
                "/ ",
                "% ",
                "\u00e9\u0301",
                "\ud55c",
                "registrar\n registrar\n  registrar\n",
                "xn--",
                "status: ",
                "a=\"b\" ",
                "<?xml version=\"1.0\"?><a>",
                "the limit\nis ",
                "domain:a:"
            })
    void theTimeItTakesGrowsWithTheTextAlone(String text) {
        byte[] reply = text.repeat(LARGEST / text.length()).getBytes(StandardCharsets.UTF_8);

        assertTimeoutPreemptively(MAX_WAIT, () -> aReplyIsReadOrRefused(reply));
    }
}
