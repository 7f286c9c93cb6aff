package org.domainstats.answerformats;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.answerkit.SampleAnswers;
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
        assertThat(
                        formats.line(
                                Dialect.ORIGINAL,
                                SampleAnswers.suspicious(0.987),
                                SampleAnswers.NOW))
                .endsWith(
                        "\"other\": \"{\\\"randomness\\\": 0.987, \\\"lookalike\\\": {\\\"of\\\":"
                                + " \\\"paypal.com\\\", \\\"why\\\": \\\"1 for l\\\"}, \\\"hint\\\": \\\"new\\\"}\"}");
        assertThat(formats.line(Dialect.ORIGINAL, SampleAnswers.suspicious(0.5), SampleAnswers.NOW))
                .doesNotContain("randomness");
    }

    @Test
    void theLineOfTheOriginalIsTrueForEver() {
        assertThat(validUntil(Dialect.ORIGINAL, SampleAnswers.firstContact()))
                .isEqualTo(Instant.MAX);
        assertThat(validUntil(Dialect.V1, SampleAnswers.established())).isEqualTo(Instant.MAX);
    }

    @Test
    void theOthersAreTrueUntilTheDomainIsADayOlderOrGrownUp() {
        Answer born = SampleAnswers.young(Instant.parse("2026-11-22T03:00:00Z"));

        // 55 hours old: grown up at 60, three days old at 72.
        assertThat(validUntil(Dialect.V1, born)).isEqualTo(Instant.parse("2026-11-24T15:00:00Z"));
        assertThat(formats.validUntil(Dialect.V1, born, Instant.parse("2026-11-24T15:00:00Z")))
                .isEqualTo(Instant.parse("2026-11-25T03:00:00Z"));
    }

    @Test
    void aLineIsTheSameUntilItsTimeAndAnotherAfterwards() {
        Answer born = SampleAnswers.young(Instant.parse("2026-11-22T03:00:00Z"));
        for (Dialect dialect : new Dialect[] {Dialect.DOMAIN_STATS, Dialect.V1}) {
            Instant until = validUntil(dialect, born);
            String now = formats.line(dialect, born, SampleAnswers.NOW);

            assertThat(formats.line(dialect, born, until.minusMillis(1))).isEqualTo(now);
            assertThat(formats.line(dialect, born, until)).isNotEqualTo(now);
        }
    }

    @Test
    void whileItLearnsV1SaysSoAndNoLongerThan() {
        Instant end = SampleAnswers.NOW.plusSeconds(60);
        Formats learning = formats.learningUntil(end);
        assertThat(learning.line(Dialect.V1, SampleAnswers.established(), SampleAnswers.NOW))
                .endsWith(",\"learning\":true}");
        assertThat(learning.validUntil(Dialect.V1, SampleAnswers.established(), SampleAnswers.NOW))
                .isEqualTo(end);
        assertThat(learning.line(Dialect.V1, SampleAnswers.established(), end))
                .isEqualTo(formats.line(Dialect.V1, SampleAnswers.established(), end));
        assertThat(learning.line(Dialect.ORIGINAL, SampleAnswers.established(), SampleAnswers.NOW))
                .isEqualTo(
                        formats.line(
                                Dialect.ORIGINAL, SampleAnswers.established(), SampleAnswers.NOW));
        assertThat(
                        learning.validUntil(
                                Dialect.ORIGINAL, SampleAnswers.established(), SampleAnswers.NOW))
                .isEqualTo(Instant.MAX);
    }

    private Instant validUntil(Dialect dialect, Answer answer) {
        return formats.validUntil(dialect, answer, SampleAnswers.NOW);
    }
}
