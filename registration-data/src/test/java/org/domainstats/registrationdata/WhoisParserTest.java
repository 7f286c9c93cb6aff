package org.domainstats.registrationdata;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.DomainName;
import org.domainstats.model.Precision;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.registrationdata.ParsedReply.Health;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** What counts, and what does not, wherever it stands in a reply. The texts are ours. */
class WhoisParserTest {

    static final Clock NOW = Clock.fixed(Instant.parse("2026-03-01T00:00:00Z"), ZoneOffset.UTC);

    @Test
    void aRecordTellsItsDateItsEndAndItsLine() {
        ParsedReply reading =
                read(
                        "shop.example",
                        """
                        Domain Name: SHOP.EXAMPLE
                        Registrar: A Registrar
                        Updated Date: 2020-01-02T03:04:05Z
                        Creation Date: 2004-03-05T10:11:12Z
                        Registry Expiry Date: 2027-03-05T10:11:12Z
                        >>> Last update of WHOIS database: 2026-02-28T00:00:00Z <<<
                        """);
        Registered registered = (Registered) reading.outcome();
        assertThat(registered.first()).isEqualTo("2004-03-05T10:11:12Z");
        assertThat(registered.until()).isEqualTo("2027-03-05T10:11:12Z");
        assertThat(registered.precision()).isEqualTo(Precision.SECOND);
        assertThat(reading.because()).isEqualTo("Creation Date: 2004-03-05T10:11:12Z");
        assertThat(reading.health()).isEqualTo(Health.OK);
    }

    /** No registry writes so much, and each line costs time. */
    @Test
    void whatComesAfterAThousandLinesIsNotRead() {
        String record = "Domain Name: SHOP.EXAMPLE\nCreation Date: 2004-03-05\n";
        assertThat(read("shop.example", "% a remark\n".repeat(1_000) + record).outcome())
                .isInstanceOf(Registered.class);
        assertThat(read("shop.example", "% a remark\n".repeat(1_100) + record).outcome())
                .isInstanceOf(Unreachable.class);
    }

    @Test
    void datesOfContactsAndRegistrarsAreNotTheDomains() {
        assertUndisclosed(
                """
                domain:      shop.example
                holder:      H-1
                changed:     2020-01-01

                registrar:   A Registrar
                registered:  1998-01-01

                nic-hdl:     H-1
                type:        PERSON
                created:     2001-01-01

                person:      Somebody
                created:     2002-01-01
                """);
    }

    @Test
    void datesInANestedPartAreThatPartsOwn() {
        assertUndisclosed(
                """
                Domain:      shop.example
                Registrant
                  Name:      Somebody
                  Created:   2001-01-01
                Nameservers
                  ns1.shop.example
                """);
    }

    @Test
    void aPartEndsWhereItsIndentEnds() {
        assertDated(
                "2004-03-05T00:00:00Z",
                """
                Domain:      shop.example
                Registrant:
                  Name:      Somebody
                  Created:   2001-01-01
                Created:     2004-03-05
                """);
    }

    @Test
    void otherDatesThanTheRegistrationAreNone() {
        assertUndisclosed(
                """
                Domain Name: shop.example
                Registrar: A Registrar
                Name Server: ns1.shop.example
                Updated Date: 2020-01-01T00:00:00Z
                Last Modified: 2020-01-01
                Registration Expiration Date: 2027-01-01
                Registered until: 2027-01-01
                Trademark registered: 1990-01-01
                Created by: A Registrar 2001-01-01
                Registrar created: 2001-01-01
                Query time: 2026-01-01
                """);
    }

    @Test
    void theSurerLabelWins() {
        assertDated(
                "2004-03-05T00:00:00Z",
                """
                Domain Name: shop.example
                Registration Date: 2011-01-01
                Creation Date: 2004-03-05
                """);
    }

    @Test
    void ofTwoRecordsOnlyTheOneAskedForCounts() {
        assertDated(
                "2004-03-05T00:00:00Z",
                """
                Domain Name: SHOP.EXAMPLE.OTHER.EXAMPLE
                Creation Date: 1999-01-01

                Domain Name: SHOP.EXAMPLE
                Creation Date: 2004-03-05
                """);
    }

    @Test
    void recordsThatFollowWithoutAGapAreStillTwo() {
        assertDated(
                "2004-03-05T00:00:00Z",
                """
                Domain Name: OTHER.EXAMPLE
                Creation Date: 1999-01-01
                Domain Name: SHOP.EXAMPLE
                Creation Date: 2004-03-05
                """);
    }

    @Test
    void aContactBeginsWithOrWithoutAGap() {
        assertUndisclosed(
                """
                domain:      shop.example
                registrant:  H-1
                registrar:   R-1
                contact:     H-1
                created:     2001-01-01
                """);
    }

    @Test
    void ianasOwnRecordIsNotTheDomains() {
        String iana =
                """
                % IANA WHOIS server

                domain:       EXAMPLE
                organisation: A Registry
                whois:        whois.nic.example

                status:       ACTIVE
                created:      1985-01-01
                source:       IANA
                """;
        assertThat(read("shop.example", iana).outcome()).isInstanceOf(Unreachable.class);
        assertThat(read(null, iana).outcome()).isInstanceOf(Unreachable.class);
        assertDated(
                "2004-03-05T00:00:00Z",
                iana + "\nDomain Name: shop.example\nCreation Date: 2004-03-05\n");
    }

    @Test
    void aReplyAboutAnotherDomainIsRefused() {
        ParsedReply reading =
                read("shop.example", "Domain Name: other.example\nCreation Date: 2004-03-05\n");
        assertThat(reading.outcome())
                .isEqualTo(new Unreachable("a WHOIS reply about another domain", null));
    }

    @Test
    void variantsOfANameAreOneDomain() {
        assertDated(
                "2004-03-05T00:00:00Z",
                """
                Domain Name: shop.example
                Punycode: xn--shp-fka.example
                Creation Date: 2004-03-05
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n\r\n",
                "%\n%\n%",
                "% Terms of use.\n% You may not do this or that.",
                "Whois Server Version 2.0",
                "<html><body>404 Not Found</body></html>",
                "{\"errorCode\":404}",
                "Connecting...",
                "\u0000\u0001\u0002\u001b[2J"
            })
    void whatSaysNothingIsNoAnswer(String text) {
        assertThat(read("shop.example", text).outcome()).isInstanceOf(Unreachable.class);
    }

    @Test
    void aServerHasNoSayOverOthersNames() {
        assertThat(
                        read(
                                        "shop.example",
                                        """
                                        No match for "SHOP.EXAMPLE".

                                        The Registry database contains ONLY .COM, .NET domains
                                        """)
                                .outcome())
                .isInstanceOf(Unreachable.class);
    }

    @Test
    void aRecordIsTakenWhateverItsTermsSay() {
        assertUndisclosed(
                """
                domain:      shop.example
                status:      connect
                nserver:     ns1.shop.example

                Not found in this record: anything that the law protects.
                """);
    }

    static void assertDated(String expected, String text) {
        RegistrationOutcome outcome = read("shop.example", text).outcome();
        assertThat(outcome).isInstanceOf(Registered.class);
        assertThat(((Registered) outcome).first()).isEqualTo(expected);
    }

    static void assertUndisclosed(String text) {
        assertThat(read("shop.example", text).outcome()).isInstanceOf(Undisclosed.class);
    }

    static ParsedReply read(@Nullable String queried, String text) {
        return new WhoisParser(NOW).read(text, queried == null ? null : new DomainName(queried));
    }
}
