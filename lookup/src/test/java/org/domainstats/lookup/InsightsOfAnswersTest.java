package org.domainstats.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.Insights;
import org.domainstats.model.KnownDomain;
import org.domainstats.model.Lookalike;
import org.junit.jupiter.api.Test;

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
}
