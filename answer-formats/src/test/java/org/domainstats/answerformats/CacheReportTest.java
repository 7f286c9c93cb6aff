package org.domainstats.answerformats;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.answerkit.SampleAnswers;
import org.domainstats.model.Age;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

/** Expected lines are what {@code str.format} of Python 3.11 makes of the original's patterns. */
class CacheReportTest {

    private static final Instant EXPIRES = Instant.parse("2026-12-24T10:00:00Z");

    @Test
    void headingIsCentredAsPythonDoes() {
        assertThat(CacheReport.HEADING)
                .isEqualTo(
                        "Cache Report\n"
                                + "-".repeat(38)
                                + "KEY"
                                + "-".repeat(39)
                                + "  --COUNT--  ---------EXPIRES----------  RECORD---->\n");
    }

    @Test
    void rowHasMicrosecondsAndTheRecordAsBytes() {
        assertThat(
                        CacheReport.row(
                                "markbaggett.com", 12, EXPIRES.plusMillis(5), "[\"it's a \\\\\"]"))
                .isEqualTo(
                        " ".repeat(32)
                                + "markbaggett.com"
                                + " ".repeat(33)
                                + "  000000012  2026-12-24 10:00:00.005000"
                                + "  b'[\"it\\'s a \\\\\\\\\"]'\n");
    }

    @Test
    void whatIsTooWideMovesTheRestAndLosesNothing() {
        String key = "x".repeat(81) + ".com";
        assertThat(CacheReport.row(key, 1_234_567_890, EXPIRES, "{\"\"}"))
                .isEqualTo(key + "  1234567890  2026-12-24 10:00:00   b'{\"\"}'\n");
    }

    @Test
    void recordIsTheAnswerAsThatVersionWroteIt() {
        Formats formats = new Formats(Age.DEFAULT, Duration.ofHours(2), FreqAlerts.DEFAULT);
        assertThat(
                        formats.cacheReportRow(
                                "a", 0, EXPIRES, SampleAnswers.seenBefore(), SampleAnswers.NOW))
                .endsWith(
                        "  b'{\"seen_by_web\": \"2015-12-12 19:34:59\", \"seen_by_isc\":"
                                + " \"2019-11-08 10:03:17\", \"seen_by_you\": \"2026-03-02"
                                + " 01:30:00\", \"category\": \"ESTABLISHED\", \"alerts\":"
                                + " []}'\n");
    }
}
