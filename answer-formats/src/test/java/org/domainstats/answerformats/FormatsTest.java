package org.domainstats.answerformats;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.Age;
import org.domainstats.model.Answer;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

class FormatsTest {

    private final Formats formats =
            new Formats(new Age(Duration.ofHours(60)), Duration.ZERO, FreqAlerts.DEFAULT);

    @Test
    void otherHoldsWhatMakesANameStandOut() {
        assertThat(formats.line(Dialect.ORIGINAL, Samples.suspicious(0.987), Samples.NOW))
                .endsWith(
                        "\"other\": \"{\\\"randomness\\\": 0.987, \\\"lookalike\\\": {\\\"of\\\":"
                                + " \\\"paypal.com\\\", \\\"why\\\": \\\"1 for l\\\"}, \\\"hint\\\": \\\"new\\\"}\"}");
        assertThat(formats.line(Dialect.ORIGINAL, Samples.suspicious(0.5), Samples.NOW))
                .doesNotContain("randomness");
    }

    @Test
    void theLineOfTheOriginalIsTrueForEver() {
        assertThat(validUntil(Dialect.ORIGINAL, Samples.firstContact())).isEqualTo(Instant.MAX);
        assertThat(validUntil(Dialect.V1, Samples.established())).isEqualTo(Instant.MAX);
    }

    @Test
    void theOthersAreTrueUntilTheDomainIsADayOlderOrGrownUp() {
        Answer born = Samples.young(Instant.parse("2026-11-22T03:00:00Z"));

        // 55 hours old: grown up at 60, three days old at 72.
        assertThat(validUntil(Dialect.V1, born)).isEqualTo(Instant.parse("2026-11-24T15:00:00Z"));
        assertThat(formats.validUntil(Dialect.V1, born, Instant.parse("2026-11-24T15:00:00Z")))
                .isEqualTo(Instant.parse("2026-11-25T03:00:00Z"));
    }

    @Test
    void aLineIsTheSameUntilItsTimeAndAnotherAfterwards() {
        Answer born = Samples.young(Instant.parse("2026-11-22T03:00:00Z"));
        for (Dialect dialect : new Dialect[] {Dialect.DOMAIN_STATS, Dialect.V1}) {
            Instant until = validUntil(dialect, born);
            String now = formats.line(dialect, born, Samples.NOW);

            assertThat(formats.line(dialect, born, until.minusMillis(1))).isEqualTo(now);
            assertThat(formats.line(dialect, born, until)).isNotEqualTo(now);
        }
    }

    @Test
    void whileItLearnsV1SaysSoAndNoLongerThan() {
        Instant end = Samples.NOW.plusSeconds(60);
        Formats learning = formats.learningUntil(end);
        assertThat(learning.line(Dialect.V1, Samples.established(), Samples.NOW))
                .endsWith(",\"learning\":true}");
        assertThat(learning.validUntil(Dialect.V1, Samples.established(), Samples.NOW))
                .isEqualTo(end);
        assertThat(learning.line(Dialect.V1, Samples.established(), end))
                .isEqualTo(formats.line(Dialect.V1, Samples.established(), end));
        assertThat(learning.line(Dialect.ORIGINAL, Samples.established(), Samples.NOW))
                .isEqualTo(formats.line(Dialect.ORIGINAL, Samples.established(), Samples.NOW));
        assertThat(learning.validUntil(Dialect.ORIGINAL, Samples.established(), Samples.NOW))
                .isEqualTo(Instant.MAX);
    }

    private Instant validUntil(Dialect dialect, Answer answer) {
        return formats.validUntil(dialect, answer, Samples.NOW);
    }
}
