package org.domainstats.answerformats;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.answerkit.SampleAnswers;
import org.domainstats.model.Age;
import org.domainstats.model.Answer;
import org.domainstats.model.NotPublic.Reason;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

class V1FormatTest {

    private static final AnswerFormat FORMAT =
            new V1Format(Age.DEFAULT, FreqAlerts.DEFAULT, Instant.MIN);

    @Test
    void everythingKnownIsAFieldOfItsOwn() {
        assertThat(line(SampleAnswers.firstContact()))
                .isEqualTo(
                        """
                        {"hostname":"markbaggett.com","domain":"markbaggett.com",\
                        "site":"markbaggett.com","status":"ok","category":"established",\
                        "established":true,"first_contact":true,\
                        "seen_by_web":"2015-12-12T19:34:59Z","seen_by_us":"2019-11-08T10:03:17Z",\
                        "seen_by_you":"2026-03-01T23:30:00Z","age_days":3999,\
                        "registered":"2015-12-12T19:34:59Z",\
                        "registered_until":"2027-12-12T19:34:59Z",\
                        "registered_precision":"second","registered_source":"rdap",\
                        "alerts":["first-contact"],"labels":[]}""");
    }

    @Test
    void whatIsNotKnownIsLeftOut() {
        assertThat(line(SampleAnswers.newToAll()))
                .isEqualTo(
                        """
                        {"hostname":"brand-new.example.com","domain":"brand-new.example.com",\
                        "site":"brand-new.example.com","status":"pending","category":"unknown",\
                        "established":false,"first_contact":true,\
                        "seen_by_us":"2026-03-01T23:30:00Z","seen_by_you":"2026-03-01T23:30:00Z",\
                        "alerts":["first-contact","community-first-contact"],"labels":[]}""");
    }

    @Test
    void listedDomainIsEstablishedWithoutADate() {
        assertThat(line(SampleAnswers.established()))
                .contains("\"category\":\"established\",\"established\":true")
                .contains("\"rank\":1")
                .doesNotContain("seen_by_web", "age_days");
    }

    @Test
    void domainCaughtAgainIsAsYoungAsItsLastRegistration() {
        assertThat(line(SampleAnswers.caughtAgain()))
                .startsWith(
                        """
                        {"hostname":"a.b.github.io","domain":"github.io","site":"b.github.io",\
                        "status":"ok","category":"new",""")
                .contains("\"seen_by_web\":\"2026-11-20T08:00:00Z\"")
                .contains(
                        """
                        "age_days":4,"registered":"2015-12-12T19:34:59Z",\
                        "reregistered":"2026-11-20T08:00:00Z",\
                        "registered_precision":"before","registered_source":"community\"""");
    }

    @Test
    void aNameThatNobodyMayRegisterSaysWhy() {
        assertThat(line(SampleAnswers.barred()))
                .contains(
                        """
                        "status":"undisclosed",\
                        "reason":"premium: nobody may register this name",""");
    }

    @Test
    void registrationInTheFutureIsNoNegativeAge() {
        assertThat(line(SampleAnswers.young(SampleAnswers.NOW.plus(Duration.ofDays(3)))))
                .contains("\"age_days\":0,");
    }

    @Test
    void whoSaysThatThereIsNoDateIsNamed() {
        assertThat(line(SampleAnswers.unregistered()))
                .contains("\"status\":\"unregistered\"", "\"registered_source\":\"rdap\"");
        assertThat(line(SampleAnswers.undisclosed()))
                .contains(
                        "\"registered_until\":\"2027-01-01T00:00:00Z\","
                                + "\"registered_source\":\"whois\"");
        assertThat(line(SampleAnswers.unreachable()))
                .contains(
                        "\"status\":\"unreachable\","
                                + "\"reason\":\"rdap.example did not answer in 5 s\"");
        assertThat(line(SampleAnswers.noSource())).doesNotContain("registered_source");
    }

    @Test
    void junkIsShownCutAndEscaped() {
        assertThat(line(SampleAnswers.junk("<a>\u001b[31m\"" + "x".repeat(200), Reason.CHARACTERS)))
                .startsWith("{\"hostname\":\"<a>\\\\u001b[31m\\\"xxxx")
                .contains(
                        "\"status\":\"not-public\",\"reason\":\"characters that no hostname has\"")
                .doesNotContain("domain", "site")
                .hasSizeLessThan(500);
    }

    @Test
    void scoresAndLabelsHaveOneTypeEach() {
        assertThat(line(SampleAnswers.scored(3.25, 1.5)))
                .contains(
                        "\"rank\":4711,\"freq_average\":3.25,\"freq_total\":1.5,"
                                + "\"alerts\":[\"low-freq-scores\"],\"labels\":[]");
        assertThat(line(SampleAnswers.labelled(SampleAnswers.seenBefore(), "phishing", "\u202e")))
                .endsWith("\"alerts\":[],\"labels\":[\"phishing\",\"\\u202e\"]}");
    }

    @Test
    void randomnessAndLookalikeAreThreeFields() {
        assertThat(line(SampleAnswers.suspicious(0.125)))
                .contains(
                        "\"randomness\":0.125,\"lookalike_of\":\"paypal.com\","
                                + "\"lookalike_why\":\"1 for l\",\"hint\":\"new\",\"hint_day\":\"2026-11-20\",\"hint_source\":\"isc\",\"alerts\"");
    }

    @Test
    void ageTurnsWithTheHourOfTheRegistration() {
        Answer young = SampleAnswers.young(Instant.parse("2026-11-20T10:00:00Z"));
        Instant turn = Instant.parse("2026-11-24T10:00:00Z");

        assertThat(FORMAT.line(young, turn.minusSeconds(1))).contains("\"age_days\":3,");
        assertThat(FORMAT.line(young, turn)).contains("\"age_days\":4,");
    }

    private static String line(Answer answer) {
        return FORMAT.line(answer, SampleAnswers.NOW);
    }
}
