package org.domainstats.sourcecheck;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.Precision;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.Source;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;

class DateAgreementTest {

    @ParameterizedTest
    @CsvSource({
        "SECOND, 2001-02-03T04:05:06Z, SECOND, 2001-02-03T04:05:06Z, true",
        "SECOND, 2001-02-03T04:05:06Z, SECOND, 2001-02-03T13:05:06Z, true",
        "SECOND, 2001-02-03T04:05:06Z, SECOND, 2001-02-03T18:05:07Z, false",
        "SECOND, 2001-02-03T23:05:06Z, DAY, 2001-02-03T00:00:00Z, true",
        "SECOND, 2001-02-03T09:00:00Z, DAY, 2001-02-05T00:00:00Z, false",
        "DAY, 2001-02-03T00:00:00Z, DAY, 2001-02-04T00:00:00Z, true",
        "DAY, 2001-02-03T00:00:00Z, DAY, 2001-02-05T00:00:00Z, false",
        "BEFORE, 1996-08-01T00:00:00Z, SECOND, 1989-01-01T00:00:00Z, true",
        "BEFORE, 1996-08-01T00:00:00Z, SECOND, 2003-01-01T00:00:00Z, false"
    })
    void datesAgreeAsExactlyAsTheyAreGiven(
            Precision one, Instant first, Precision other, Instant second, boolean agree) {
        Registered a = registered(first, null, one);
        Registered b = registered(second, null, other);

        assertThat(DateAgreement.of(a, b)).isEqualTo(agree);
        assertThat(DateAgreement.of(b, a)).isEqualTo(agree);
    }

    @ParameterizedTest
    @CsvSource({
        "2001-02-03T00:00:00Z, true",
        "2020-05-06T00:00:00Z, true",
        "2010-01-01T00:00:00Z, false"
    })
    void aDomainRegisteredAnewAgreesWithEitherDate(Instant known, boolean agree) {
        Registered again =
                registered(
                        Instant.parse("2001-02-03T04:05:06Z"),
                        Instant.parse("2020-05-06T07:08:09Z"),
                        Precision.SECOND);

        assertThat(DateAgreement.of(again, known)).isEqualTo(agree);
    }

    private static Registered registered(
            Instant first, @Nullable Instant again, Precision precision) {
        return new Registered(first, again, precision, null, Source.RDAP);
    }
}
