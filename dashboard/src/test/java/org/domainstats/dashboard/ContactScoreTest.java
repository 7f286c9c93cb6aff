package org.domainstats.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.Hint;
import org.domainstats.model.Insights;
import org.domainstats.model.Lookalike;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.LocalDate;

class ContactScoreTest {

    @Test
    void pointsAddUpAndEachHasItsReason() {
        Insights insights =
                Insights.NONE
                        .withRandomness(0.9)
                        .withLookalike(new Lookalike("paypal.com", "1 for l", false));
        assertThat(ContactScore.of(insights, false, false).points()).isEqualTo(82);
        assertThat(ContactScore.of(insights, true, false).points()).isEqualTo(100);
        assertThat(ContactScore.of(insights, true, false).reasons())
                .containsExactly("like paypal.com: 1 for l", "looks made up: 0.90", "young");
    }

    @Test
    void lettersOfPopularAndOfOrdinaryNamesSayNothing() {
        Insights insights = Insights.NONE.withRandomness(0.97);
        assertThat(ContactScore.of(insights, false, true).points()).isZero();
        assertThat(ContactScore.of(Insights.NONE.withRandomness(0.5), false, false).reasons())
                .isEmpty();
    }

    @Test
    void listOfNewDomainsCounts() {
        Insights insights =
                Insights.NONE.withHint(
                        new Hint(LocalDate.of(2026, 11, 20), Hint.Kind.SEEN, "isc", Instant.EPOCH));
        ContactScore score = ContactScore.of(insights, false, false);
        assertThat(score.points()).isEqualTo(20);
        assertThat(score.reasons()).containsExactly("in a list of new domains, 2026-11-20");
    }
}
