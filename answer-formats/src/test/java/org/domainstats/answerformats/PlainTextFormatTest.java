package org.domainstats.answerformats;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.answerkit.SampleAnswers;
import org.junit.jupiter.api.Test;

import java.util.List;

class PlainTextFormatTest {

    @Test
    void rankIsZeroWhereThereIsNone() {
        assertThat(PlainTextFormat.rank(SampleAnswers.established())).isEqualTo("1");
        assertThat(PlainTextFormat.rank(SampleAnswers.seenBefore())).isEqualTo("0");
    }

    @Test
    void fieldsEndWithSemicolonAndBlank() {
        assertThat(PlainTextFormat.fields(SampleAnswers.seenBefore(), List.of()))
                .isEqualTo("2015-12-12 19:34:59; ");
        assertThat(
                        PlainTextFormat.fields(
                                SampleAnswers.seenBefore(),
                                List.of("domain_name", "expiration_date*", "alexa", "nothing")))
                .isEqualTo(
                        "markbaggett.com; 2027-12-12 19:34:59; 0; no field named nothing found; ");
    }

    @Test
    void unknownRegistrationIsASentence() {
        assertThat(PlainTextFormat.fields(SampleAnswers.unreachable(), List.of()))
                .isEqualTo("No whois record for some.com");
    }
}
