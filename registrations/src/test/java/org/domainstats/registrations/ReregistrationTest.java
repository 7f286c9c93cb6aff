package org.domainstats.registrations;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.Precision;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.model.Source;
import org.junit.jupiter.api.Test;

import java.time.Instant;

class ReregistrationTest {

    private static final Registered OLD = registered("2001-02-03T04:05:06Z", Source.RDAP);

    @Test
    void laterDateMakesTheDomainYoungAgainAndKeepsTheFirst() {
        RegistrationOutcome merged =
                Reregistration.merge(OLD, registered("2026-05-01T00:00:00Z", Source.RDAP));

        assertThat(merged)
                .isInstanceOfSatisfying(
                        Registered.class,
                        registered -> {
                            assertThat(registered.first()).isEqualTo(OLD.first());
                            assertThat(registered.again()).isEqualTo("2026-05-01T00:00:00Z");
                            assertThat(registered.effective()).isEqualTo("2026-05-01T00:00:00Z");
                        });
    }

    @Test
    void sameDateInAnotherZoneIsNoNewRegistration() {
        RegistrationOutcome merged =
                Reregistration.merge(OLD, registered("2001-02-04T00:00:00Z", Source.WHOIS));

        assertThat(merged)
                .isInstanceOfSatisfying(
                        Registered.class, registered -> assertThat(registered.again()).isNull());
    }

    @Test
    void datesTwoDaysApartAreOne() {
        Registered fresh = registered("2001-02-05T04:05:06Z", Source.WHOIS);
        assertThat(Reregistration.merge(OLD, fresh)).isEqualTo(fresh);
    }

    @Test
    void earlierDateIsBelieved() {
        assertThat(Reregistration.merge(OLD, registered("1999-01-01T00:00:00Z", Source.RDAP)))
                .isEqualTo(registered("1999-01-01T00:00:00Z", Source.RDAP));
    }

    @Test
    void knownDateIsNotLostToASourceThatTellsNone() {
        assertThat(Reregistration.merge(OLD, new Undisclosed(null, Source.WHOIS))).isEqualTo(OLD);
        assertThat(Reregistration.merge(OLD, new Unreachable("timed out", null))).isEqualTo(OLD);
    }

    @Test
    void droppedDomainIsUnregisteredWhateverItWas() {
        assertThat(Reregistration.merge(OLD, new Unregistered(Source.RDAP)))
                .isEqualTo(new Unregistered(Source.RDAP));
    }

    private static Registered registered(String first, Source source) {
        return new Registered(Instant.parse(first), null, Precision.SECOND, null, source);
    }
}
