package org.domainstats.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.DomainName;
import org.domainstats.model.KnownDomain;
import org.domainstats.model.Precision;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.model.Source;
import org.domainstats.store.RetryQueue.Retry;
import org.domainstats.store.StoredRegistration;
import org.domainstats.store.events.EventSources.Awaited;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Names that were unregistered when they were asked about are watched until they are not. */
class BirthTest extends EventFixture {

    private static final DomainName SITE = new DomainName("later.com");

    private void askWhileFree() {
        registry.put("later.com", new Unregistered(Source.RDAP));
        ask("later.com");
        service.round();
    }

    private void learn(RegistrationOutcome outcome) {
        store.registrations().put(SITE, new StoredRegistration(outcome, now.get(), now.get()));
    }

    private List<DomainName> rechecks() {
        return store.retries().list(10).stream().map(Retry::domain).toList();
    }

    @Test
    void itsBirthIsToldOnce() {
        askWhileFree();
        learn(registered("2026-06-02T00:00:00Z"));
        pass(Duration.ofDays(2));
        learn(registered("2026-06-02T00:00:00Z"));
        pass(Duration.ofDays(2));
        assertThat(reported())
                .containsExactly("first-contact later.com", "born-after-asked later.com");
        assertThat(last().text("seen_by_you")).isEqualTo("2026-06-01T12:00:00Z");
        assertThat(last().text("registered")).isEqualTo("2026-06-02T00:00:00Z");
        assertThat(store.events().sources().count(Awaited.BIRTH)).isZero();
    }

    @Test
    void itIsAskedAboutAgainAtGrowingIntervalsForThreeMonths() {
        askWhileFree();
        int asked = 0;
        for (int hour = 0; hour < 98 * 24; hour++) {
            pass(Duration.ofHours(1));
            if (rechecks().contains(SITE)) {
                asked++;
                store.retries().remove(SITE);
            }
        }
        // Doubling from an hour: 8 in the first ten days, then one a week.
        assertThat(asked).isBetween(17, 22);
        assertThat(store.events().sources().count(Awaited.BIRTH)).isZero();
    }

    @Test
    void theFeedIsReadBeforeTheRegistryIsAsked() {
        askWhileFree();
        know("later.com", new KnownDomain(-1, false, Instant.parse("2026-06-01T18:00:00Z")));
        pass(Duration.ofHours(2));
        pass(Duration.ofMinutes(1));
        assertThat(rechecks()).isEmpty();
        assertThat(reported())
                .containsExactly("first-contact later.com", "born-after-asked later.com");
    }

    @Test
    void ofAnUnregisteredNameThatNobodyAskedAboutNothingIsTold() {
        learn(new Unregistered(Source.RDAP));
        learn(registered("2026-06-02T00:00:00Z"));
        service.round();
        assertThat(reported()).isEmpty();
    }

    @Test
    void aDomainThatIsRegisteredAnewIsTold() {
        registry.put("later.com", registered("2001-01-01T00:00:00Z"));
        ask("later.com");
        service.round();
        learn(
                new Registered(
                        Instant.parse("2001-01-01T00:00:00Z"),
                        Instant.parse("2026-05-30T00:00:00Z"),
                        Precision.SECOND,
                        null,
                        Source.RDAP));
        service.round();
        assertThat(reported()).containsExactly("first-contact later.com", "reregistered later.com");
        assertThat(last().text("formerly_registered")).isEqualTo("2001-01-01T00:00:00Z");
        assertThat(last().text("reregistered")).isEqualTo("2026-05-30T00:00:00Z");
    }

    @Test
    void aDomainThatWasDroppedIsWatchedAndToldAsRegisteredAnew() {
        registry.put("later.com", registered("2001-01-01T00:00:00Z"));
        ask("later.com");
        service.round();
        learn(new Unregistered(Source.RDAP));
        service.round();
        pass(Duration.ofHours(1));
        assertThat(rechecks()).contains(SITE);
        learn(registered("2026-06-03T00:00:00Z"));
        pass(Duration.ofDays(3));
        assertThat(reported()).containsExactly("first-contact later.com", "reregistered later.com");
        assertThat(last().text("formerly_registered")).isEqualTo("2001-01-01T00:00:00Z");
    }

    @Test
    void droppedAndRegisteredAnewBetweenTwoRoundsIsToldInOrder() {
        registry.put("later.com", registered("2001-01-01T00:00:00Z"));
        ask("later.com");
        service.round();
        learn(new Unregistered(Source.RDAP));
        learn(registered("2026-05-31T00:00:00Z"));
        service.round();
        assertThat(reported()).containsExactly("first-contact later.com", "reregistered later.com");
    }
}
