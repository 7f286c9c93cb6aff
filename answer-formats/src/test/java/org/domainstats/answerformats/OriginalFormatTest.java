package org.domainstats.answerformats;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.answerkit.SampleAnswers;
import org.domainstats.model.Answer;
import org.domainstats.model.NotPublic.Reason;
import org.junit.jupiter.api.Test;

import java.time.Duration;

class OriginalFormatTest {

    @Test
    void establishedDomainAtItsFirstContact() {
        assertThat(line(SampleAnswers.established()))
                .isEqualTo(
                        """
                        {"seen_by_web": "ESTABLISHED", "seen_by_us": "ESTABLISHED", \
                        "seen_by_you": "FIRST-CONTACT", "rank": 1, "other": "{}"}""");
    }

    @Test
    void datedDomainAtItsFirstContact() {
        assertThat(line(SampleAnswers.firstContact()))
                .isEqualTo(
                        """
                        {"seen_by_web": "2015-12-12 19:34:59", "seen_by_us": "2019-11-08 10:03:17", \
                        "seen_by_you": "FIRST-CONTACT", "rank": -1, "other": "{}"}""");
    }

    @Test
    void firstContactOfTheCommunityIsSaidToo() {
        assertThat(line(SampleAnswers.newToAll()))
                .isEqualTo(
                        """
                        {"seen_by_web": "UNAVAILABLE", "seen_by_us": "FIRST-CONTACT", \
                        "seen_by_you": "FIRST-CONTACT", "rank": -1, \
                        "other": "{\\"status\\": \\"pending\\"}"}""");
    }

    @Test
    void onlyTheOwnContactIsShifted() {
        AnswerFormat west = new OriginalFormat(Duration.ofMinutes(-330));

        assertThat(west.line(SampleAnswers.seenBefore(), SampleAnswers.NOW))
                .isEqualTo(
                        """
                        {"seen_by_web": "2015-12-12 19:34:59", "seen_by_us": "2019-11-08 10:03:17", \
                        "seen_by_you": "2026-03-01 18:00:00", "rank": -1, "other": "{}"}""");
    }

    @Test
    void junkTellsItsReason() {
        assertThat(line(SampleAnswers.junk("10.1.2.3", Reason.ADDRESS)))
                .isEqualTo(
                        """
                        {"seen_by_web": "UNAVAILABLE", "seen_by_us": "UNAVAILABLE", \
                        "seen_by_you": "UNAVAILABLE", "rank": -1, "other": \
                        "{\\"status\\": \\"not-public\\", \\"error\\": \\"an IP address\\"}"}""");
    }

    @Test
    void statusIsTheOnlyWordAboutWhatIsMissing() {
        assertThat(line(SampleAnswers.unregistered()))
                .contains("{\\\"status\\\": \\\"unregistered\\\"}");
        assertThat(line(SampleAnswers.undisclosed()))
                .contains("{\\\"status\\\": \\\"undisclosed\\\"}");
        assertThat(line(SampleAnswers.noSource())).contains("{\\\"status\\\": \\\"no-source\\\"}");
        assertThat(line(SampleAnswers.privateName())).contains("{\\\"status\\\": \\\"private\\\"}");
    }

    @Test
    void unreachableRegistryTellsWhy() {
        assertThat(line(SampleAnswers.unreachable()))
                .endsWith(
                        """
                        "other": "{\\"status\\": \\"unreachable\\", \
                        \\"error\\": \\"rdap.example did not answer in 5 s\\"}"}""");
    }

    @Test
    void labelsFromOutsideAreEscapedTwice() {
        assertThat(
                        line(
                                SampleAnswers.labelled(
                                        SampleAnswers.seenBefore(), "phishing", "a\"b\\\n\u202e")))
                .endsWith(
                        """
                        "other": "{\\"labels\\": [\\"phishing\\", \
                        \\"a\\\\\\"b\\\\\\\\\\\\n\\\\u202e\\"]}"}""");
    }

    @Test
    void labelsComeBeforeTheStatus() {
        assertThat(line(SampleAnswers.labelled(SampleAnswers.unregistered(), "sinkhole")))
                .endsWith(
                        """
                        "other": "{\\"labels\\": [\\"sinkhole\\"], \
                        \\"status\\": \\"unregistered\\"}"}""");
    }

    private static String line(Answer answer) {
        return new OriginalFormat(Duration.ZERO).line(answer, SampleAnswers.NOW);
    }
}
