package org.domainstats.registrations;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.Precision;
import org.domainstats.model.RegistrationOutcome.NoSource;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.model.Source;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

class OutcomeExpiryTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    @Test
    void youngDomainIsCheckedAgainWithinThirtyDays() {
        assertThat(OutcomeExpiry.checkAgain(registered("2026-01-01T00:00:00Z", null), NOW))
                .isEqualTo(NOW.plus(Duration.ofDays(30)));
    }

    @Test
    void oldDomainIsCheckedAgainWithinHalfAYear() {
        assertThat(OutcomeExpiry.checkAgain(registered("1999-01-01T00:00:00Z", null), NOW))
                .isEqualTo(NOW.plus(Duration.ofDays(180)));
    }

    @Test
    void expiryThatNearsComesBeforeTheLongestTime() {
        assertThat(
                        OutcomeExpiry.checkAgain(
                                registered("1999-01-01T00:00:00Z", "2026-06-11T00:00:00Z"), NOW))
                .isEqualTo(Instant.parse("2026-06-11T00:00:00Z"));
    }

    @Test
    void expiredDomainIsWatchedWeekByWeek() {
        assertThat(
                        OutcomeExpiry.checkAgain(
                                registered("1999-01-01T00:00:00Z", "2026-05-30T00:00:00Z"), NOW))
                .isEqualTo(NOW.plus(Duration.ofDays(7)));
    }

    @Test
    void domainDroppedAndRegisteredAnewCountsAsYoung() {
        Registered again =
                new Registered(
                        Instant.parse("1999-01-01T00:00:00Z"),
                        Instant.parse("2026-05-01T00:00:00Z"),
                        Precision.SECOND,
                        null,
                        Source.RDAP);
        assertThat(OutcomeExpiry.checkAgain(again, NOW)).isEqualTo(NOW.plus(Duration.ofDays(30)));
    }

    @Test
    void unregisteredIsBelievedForAnHourOnly() {
        assertThat(OutcomeExpiry.checkAgain(new Unregistered(Source.RDAP), NOW))
                .isEqualTo(NOW.plus(Duration.ofHours(1)));
    }

    @Test
    void unknowableIsBelievedForAMonth() {
        assertThat(OutcomeExpiry.checkAgain(new Undisclosed(null, Source.WHOIS), NOW))
                .isEqualTo(NOW.plus(Duration.ofDays(30)));
        assertThat(OutcomeExpiry.checkAgain(new NoSource(), NOW))
                .isEqualTo(NOW.plus(Duration.ofDays(30)));
    }

    @Test
    void retriesBackOffFromAMinuteToADay() {
        assertThat(OutcomeExpiry.retry(0, null, NOW, 0)).isEqualTo(NOW.plusSeconds(60));
        assertThat(OutcomeExpiry.retry(3, null, NOW, 0)).isEqualTo(NOW.plusSeconds(480));
        assertThat(OutcomeExpiry.retry(500, null, NOW, 0)).isEqualTo(NOW.plus(Duration.ofDays(1)));
        assertThat(OutcomeExpiry.retry(0, null, NOW, 1)).isEqualTo(NOW.plusSeconds(30));
    }

    @Test
    void sourceThatNamesATimeIsObeyedButForADayAtMost() {
        Instant soon = NOW.plusSeconds(7);
        assertThat(OutcomeExpiry.retry(5, soon, NOW, 0)).isEqualTo(soon);
        assertThat(OutcomeExpiry.retry(0, NOW.plus(Duration.ofDays(400)), NOW, 0))
                .isEqualTo(NOW.plus(Duration.ofDays(1)));
    }

    private static Registered registered(String first, @Nullable String until) {
        return new Registered(
                Instant.parse(first),
                null,
                Precision.SECOND,
                until == null ? null : Instant.parse(until),
                Source.RDAP);
    }
}
