package org.domainstats.registrationdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.domainstats.registrationdata.WhoisParserTest.assertDated;
import static org.domainstats.registrationdata.WhoisParserTest.assertUndisclosed;
import static org.domainstats.registrationdata.WhoisParserTest.read;

import org.domainstats.model.Precision;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which dates of the domain are good, in which zone, and how exactly. */
class WhoisDatesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Creation Date: 2004-03-1",
                "Created on: 1-Mar-20",
                "created:\n   2004-03-1",
                "created: 01.03.20"
            })
    void aDateThatTheReplyBreaksOffInIsNone(String line) {
        assertThat(read("shop.example", "Domain: shop.example\n" + line).outcome())
                .isNotInstanceOf(Registered.class);
        assertThat(read("shop.example", "Domain: shop.example\n" + line + "\n").outcome())
                .isInstanceOf(Registered.class);
    }

    @Test
    void aDateAtTheVeryEndThatIsWholeCounts() {
        assertDated("2004-03-10T00:00:00Z", "Domain: shop.example\nCreation Date: 2004-03-10");
        assertDated("2004-03-10T00:00:00Z", "Domain: shop.example\ncreated: 10.03.2004");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01",
                "0001-01-01T00:00:00Z",
                "1984-12-31",
                "2031-01-01",
                "9999-12-31"
            })
    void aDateThatCannotBeIsNone(String date) {
        assertUndisclosed(
                "Domain Name: shop.example\nRegistrar: R\nName Server: ns.example\nCreation Date: "
                        + date);
    }

    @Test
    void aDayStaysTheDayThatTheRegistryShows() {
        Registered registered =
                (Registered) read("shop.cz", "domain: shop.cz\nregistered: 05.03.2004\n").outcome();
        assertThat(registered.first()).isEqualTo("2004-03-05T00:00:00Z");
        assertThat(registered.precision()).isEqualTo(Precision.DAY);
    }

    @Test
    void aTimeWithoutAZoneIsTheRegistrys() {
        Registered registered =
                (Registered)
                        read("shop.cz", "domain: shop.cz\nregistered: 05.07.2004 12:00:00\n")
                                .outcome();
        assertThat(registered.first()).isEqualTo("2004-07-05T10:00:00Z");
        assertThat(registered.precision()).isEqualTo(Precision.SECOND);
    }

    @Test
    void aTimeWithoutAZoneAnybodyKnowsIsGoodForTheDay() {
        Registered registered =
                (Registered)
                        read("shop.example", "Domain: shop.example\nCreated: 2004-07-05 12:00:00\n")
                                .outcome();
        assertThat(registered.first()).isEqualTo("2004-07-05T00:00:00Z");
        assertThat(registered.precision()).isEqualTo(Precision.DAY);
    }

    @Test
    void beforeADayIsToldAsSuch() {
        Registered registered =
                (Registered)
                        read(
                                        "shop.co.uk",
                                        """
                                        Domain name:
                                          shop.co.uk

                                        Relevant dates:
                                          Registered on: before Aug-1996
                                        """)
                                .outcome();
        assertThat(registered.first()).isEqualTo("1996-08-01T00:00:00Z");
        assertThat(registered.precision()).isEqualTo(Precision.BEFORE);
    }

    @Test
    void anAmbiguousDateIsNoDate() {
        assertUndisclosed(
                """
                Domain Name: shop.example
                Registrar: A Registrar
                Name Server: ns1.shop.example
                Creation Date: 03/05/2004
                """);
    }

    @Test
    void oneDateTellsTheOrderOfAnother() {
        assertDated(
                "2004-05-03T00:00:00Z",
                """
                Domain Name: shop.example
                Creation Date: 03/05/2004
                Expiry Date: 25/05/2027
                """);
        assertDated(
                "2004-03-05T00:00:00Z",
                """
                Domain Name: shop.example
                Creation Date: 03/05/2004
                Expiry Date: 05/25/2027
                """);
    }
}
