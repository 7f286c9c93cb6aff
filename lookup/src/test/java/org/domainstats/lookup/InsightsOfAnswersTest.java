package org.domainstats.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.Age;
import org.domainstats.model.Answer;
import org.domainstats.model.Hint;
import org.domainstats.model.Insights;
import org.domainstats.model.KnownDomain;
import org.domainstats.model.Lookalike;
import org.domainstats.model.RegistrationOutcome.NoSource;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.model.Sighting;
import org.domainstats.model.Source;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.LocalDate;

/** What an insight says beside a registry and ranks. */
class InsightsOfAnswersTest extends EngineFixture {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);
    private static final Instant MORNING = Instant.parse("2026-11-24T00:00:00Z");

    @Test
    void listedRegistrationStandsInWhereNoRegistryTells() {
        Answer answer = hinted(new Hint(DAY, true), "evil.com");

        assertThat(answer.seen().byWeb()).isEqualTo(new Sighting.At(MORNING));
        assertThat(Age.DEFAULT.of(answer, MORNING.plusSeconds(1))).isEqualTo(Age.Category.NEW);
    }

    @Test
    void firstSightInAListIsNoRegistration() {
        Answer answer = hinted(new Hint(DAY, false), "evil.com");

        assertThat(answer.seen().byWeb()).isEqualTo(Sighting.UNAVAILABLE);
        assertThat(Age.DEFAULT.of(answer, MORNING)).isEqualTo(Age.Category.UNKNOWN);
    }

    @Test
    void registryThatKnowsOfNoneIsBelieved() {
        insights = name -> Insights.NONE.withHint(new Hint(DAY, true));
        registry = (domain, trace) -> new Unregistered(Source.RDAP);
        restart();

        assertThat(ask("evil.com").seen().byWeb()).isEqualTo(Sighting.UNAVAILABLE);
    }

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

    private Answer hinted(Hint hint, String name) {
        insights = each -> Insights.NONE.withHint(hint);
        registry = (domain, trace) -> new NoSource();
        restart();
        return ask(name);
    }
}
