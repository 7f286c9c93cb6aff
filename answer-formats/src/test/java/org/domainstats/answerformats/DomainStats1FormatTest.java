package org.domainstats.answerformats;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.answerkit.SampleAnswers;
import org.domainstats.model.Age;
import org.domainstats.model.Answer;
import org.domainstats.model.NotPublic.Reason;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

class DomainStats1FormatTest {

    @Test
    void firstContactIsAnAlertBesideItsInstant() {
        assertThat(line(SampleAnswers.firstContact()))
                .isEqualTo(
                        """
                        {"alerts":["YOUR-FIRST-CONTACT"],"category":"ESTABLISHED",\
                        "freq_score":"disabled","seen_by_isc":"Fri, 08 Nov 2019 10:03:17 GMT",\
                        "seen_by_web":"Sat, 12 Dec 2015 19:34:59 GMT",\
                        "seen_by_you":"Sun, 01 Mar 2026 23:30:00 GMT"}""");
    }

    @Test
    void laterAnswersHaveNoAlert() {
        assertThat(line(SampleAnswers.seenBefore())).startsWith("{\"alerts\":[],\"category\":");
    }

    @Test
    void youngDomainIsNewUntilTheDayItIsEstablished() {
        Answer young = SampleAnswers.young(Instant.parse("2024-11-24T10:00:01Z"));
        Answer grown = SampleAnswers.young(Instant.parse("2024-11-24T10:00:00Z"));

        assertThat(line(young))
                .isEqualTo(
                        """
                        {"alerts":[],"category":"NEW","freq_score":"disabled",\
                        "seen_by_isc":"WHOIS","seen_by_web":"Sun, 24 Nov 2024 10:00:01 GMT",\
                        "seen_by_you":"Sun, 01 Mar 2026 23:30:00 GMT"}""");
        assertThat(line(grown)).contains("\"category\":\"ESTABLISHED\"");
    }

    @Test
    void domainOfTheListWithoutADateHasAnErrorInItsPlace() {
        assertThat(line(SampleAnswers.established()))
                .isEqualTo(
                        """
                        {"alerts":["YOUR-FIRST-CONTACT","The registration date is being looked up."],\
                        "category":"ESTABLISHED","freq_score":"disabled","seen_by_isc":"top1m",\
                        "seen_by_web":"ERROR",\
                        "seen_by_you":"Sun, 01 Mar 2026 23:30:00 GMT"}""");
    }

    @Test
    void junkIsAnErrorInEveryField() {
        assertThat(line(SampleAnswers.junk("localhost", Reason.SINGLE_LABEL)))
                .isEqualTo(
                        """
                        {"alerts":["No valid eTLD exists for this domain."],"category":"ERROR",\
                        "freq_score":"ERROR","seen_by_isc":"ERROR","seen_by_web":"ERROR",\
                        "seen_by_you":"ERROR"}""");
    }

    @Test
    void unknownRegistrationIsAnErrorButTheContactIsToldAllTheSame() {
        assertThat(line(SampleAnswers.newToAll()))
                .isEqualTo(
                        """
                        {"alerts":["YOUR-FIRST-CONTACT","ISC-FIRST-CONTACT",\
                        "The registration is still being asked for."],"category":"ERROR",\
                        "freq_score":"disabled","seen_by_isc":"Sun, 01 Mar 2026 23:30:00 GMT",\
                        "seen_by_web":"ERROR","seen_by_you":"Sun, 01 Mar 2026 23:30:00 GMT"}""");
        assertThat(line(SampleAnswers.unreachable()))
                .startsWith("{\"alerts\":[\"rdap.example did not answer in 5 s\"],");
        assertThat(line(SampleAnswers.unregistered()))
                .startsWith("{\"alerts\":[\"The domain is not registered.\"],");
    }

    @Test
    void scoresAlertWhenOneOrBothAreLow() {
        assertThat(line(SampleAnswers.scored(4.9999, 3.9999)))
                .startsWith("{\"alerts\":[\"LOW-FREQ-SCORES\"],")
                .contains("\"freq_score\":[4.9999,3.9999],\"seen_by_isc\"");
        assertThat(line(SampleAnswers.scored(5.0, 3.9)))
                .startsWith("{\"alerts\":[\"SUSPECT-FREQ-SCORE\"],")
                .contains("\"freq_score\":[5.0,3.9],");
        assertThat(line(SampleAnswers.scored(4.0, 4.0))).contains("SUSPECT-FREQ-SCORE");
        assertThat(line(SampleAnswers.scored(5.0, 4.0))).startsWith("{\"alerts\":[],");
    }

    @Test
    void scoresNeverHaveAnExponent() {
        assertThat(line(SampleAnswers.scored(0.0001, 0.0)))
                .contains("\"freq_score\":[0.0001,0.0],");
        assertThat(line(SampleAnswers.scored(0.0005, 20.0)))
                .contains("\"freq_score\":[0.0005,20.0],");
    }

    @Test
    void onlyTheOwnContactIsShifted() {
        AnswerFormat east =
                new DomainStats1Format(Age.DEFAULT, Duration.ofHours(2), FreqAlerts.DEFAULT);

        assertThat(east.line(SampleAnswers.firstContact(), SampleAnswers.NOW))
                .contains("\"seen_by_isc\":\"Fri, 08 Nov 2019 10:03:17 GMT\"")
                .contains("\"seen_by_web\":\"Sat, 12 Dec 2015 19:34:59 GMT\"")
                .contains("\"seen_by_you\":\"Mon, 02 Mar 2026 01:30:00 GMT\"");
    }

    /** The literals at which the Zeek script of 1.x splits an answer. */
    @Test
    void theSeparatorsOfTheZeekScriptAreWhereItLooksForThem() {
        for (Answer answer :
                new Answer[] {
                    SampleAnswers.firstContact(),
                    SampleAnswers.established(),
                    SampleAnswers.scored(1, 1),
                    SampleAnswers.unreachable(),
                    SampleAnswers.young(SampleAnswers.BY_YOU)
                }) {
            String line = line(answer);
            assertThat(line.split(",\"category", -1)).hasSize(2);
            assertThat(line.split("\",\"freq", -1)).hasSize(2);
            assertThat(line.split(",\"seen_by_isc", -1)).hasSize(2);
            assertThat(line.split("\",\"seen_by_web", -1)).hasSize(2);
            assertThat(line.split("\",\"seen_by_you", -1)).hasSize(2);
        }
    }

    private static String line(Answer answer) {
        return new DomainStats1Format(Age.DEFAULT, Duration.ZERO, FreqAlerts.DEFAULT)
                .line(answer, SampleAnswers.NOW);
    }
}
