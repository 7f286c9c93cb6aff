package org.domainstats.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.Age.Category;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

/** From which instant on a domain is called established, and until when young. */
class AgeTest {

    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

    @Test
    void establishedFromTheInstantOnAtWhichItIsOldEnough() {
        assertThat(Age.DEFAULT.of(registered(Duration.ofDays(730)), NOW))
                .isEqualTo(Category.ESTABLISHED);
        assertThat(Age.DEFAULT.of(registered(Duration.ofDays(730).minusMillis(1)), NOW))
                .isEqualTo(Category.NEW);
    }

    @Test
    void youngUntilTheInstantAtWhichItIsThirtyDaysOld() {
        Duration age = Duration.ofDays(30);
        assertThat(Age.DEFAULT.isYoung(NOW.minus(age), NOW)).isFalse();
        assertThat(Age.DEFAULT.isYoung(NOW.minus(age).plusMillis(1), NOW)).isTrue();
        assertThat(isYoung(Sighting.UNAVAILABLE, registered(age))).isFalse();
        assertThat(isYoung(Sighting.UNAVAILABLE, registered(age.minusMillis(1)))).isTrue();
    }

    @Test
    void onlyAKnownAgeIsYoung() {
        assertThat(isYoung(Sighting.UNAVAILABLE, new Undisclosed(null, Source.RDAP))).isFalse();
        assertThat(isYoung(Sighting.ESTABLISHED, registered(Duration.ofDays(1)))).isFalse();
    }

    @Test
    void domainRegisteredAnewIsAsYoungAsThat() {
        Instant before = NOW.minus(Duration.ofDays(4_000));
        Registered anew = new Registered(before, NOW, Precision.DAY, null, Source.RDAP);
        assertThat(Age.DEFAULT.of(anew, NOW)).isEqualTo(Category.NEW);
        assertThat(isYoung(Sighting.UNAVAILABLE, anew)).isTrue();
    }

    private static boolean isYoung(Sighting byWeb, RegistrationOutcome outcome) {
        Seen seen = new Seen(byWeb, Sighting.UNAVAILABLE, Sighting.UNAVAILABLE);
        DomainName domain = new DomainName("example.com");
        DomainFacts facts =
                new DomainFacts(outcome, KnownDomain.UNRANKED, Status.OK, Insights.NONE);
        Answer answer =
                new Answer("example.com", new PublicName(domain, domain, domain), seen, facts);
        return Age.DEFAULT.isYoung(answer, NOW);
    }

    private static Registered registered(Duration ago) {
        return new Registered(NOW.minus(ago), null, Precision.SECOND, null, Source.RDAP);
    }
}
