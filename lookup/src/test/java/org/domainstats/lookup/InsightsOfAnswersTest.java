package org.domainstats.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.Insights;
import org.domainstats.model.KnownDomain;
import org.domainstats.model.Lookalike;
import org.domainstats.model.PublicName;
import org.junit.jupiter.api.Test;

import java.util.List;

/** What an insight says beside ranks. */
class InsightsOfAnswersTest extends EngineFixture {

    @Test
    void rankedDomainIsALookalikeOfABrandOnly() {
        know("paypai.com", new KnownDomain(900, false, null));
        insights = name -> Insights.NONE.withLookalike(new Lookalike("paypal.com", "i", false));
        restart();
        assertThat(ask("paypai.com").facts().insights().lookalike()).isNull();
        assertThat(ask("paypa1.com").facts().insights().lookalike()).isNotNull();

        insights = name -> Insights.NONE.withLookalike(new Lookalike("paypal.com", "i", true));
        restart();
        assertThat(ask("paypai.com").facts().insights().lookalike()).isNotNull();
    }

    /** Without anything that runs in the background, as a command does that asks once. */
    @Test
    void whatPeopleWroteIsInTheFirstAnswer() {
        insights =
                new InsightSource() {

                    private List<String> labels = List.of();

                    @Override
                    public Insights of(PublicName name) {
                        return new Insights(null, labels);
                    }

                    @Override
                    public boolean refresh() {
                        labels = List.of("phishing");
                        return true;
                    }
                };
        restart();
        assertThat(ask("evil.com").facts().insights().labels()).containsExactly("phishing");
    }
}
