package org.domainstats.registrationdata;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.DomainName;
import org.domainstats.model.Precision;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.model.Source;
import org.domainstats.registrationdata.ParsedReply.Health;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** What a reply about a registered domain tells. */
class RdapReaderTest {

    private static final DomainName ASKED = new DomainName("example.com");

    private final RdapReader reader = new RdapReader(Samples.CLOCK);

    @Test
    void takesTheRegistrationAndItsEndFromTheTopLevelOnly() {
        assertThat(
                        domain(
                                """
                                "entities":[{"objectClassName":"entity",
                                  "events":[{"eventAction":"registration","eventDate":"2020-01-01"}]}],
                                "nameservers":[{"events":[
                                  {"eventAction":"registration","eventDate":"1999-01-01"}]}],
                                "events":[
                                  {"eventAction":"transfer","eventDate":"2021-01-01T00:00:00Z"},
                                  {"eventAction":"registration","eventDate":"2001-02-03T04:05:06Z"},
                                  {"eventAction":"expiration","eventDate":"2030-02-03T04:05:06Z"}]
                                """))
                .isEqualTo(registered("2001-02-03T04:05:06Z", null, "2030-02-03T04:05:06Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"reregistration", "reinstantiation", " Re-Registration "})
    void keepsBothTheFirstAndTheLatestRegistration(String action) {
        RegistrationOutcome outcome =
                domain(
                        """
                        "events":[
                          {"eventAction":"%s","eventDate":"2021-07-21T17:17:18.925Z"},
                          {"eventAction":"%s","eventDate":"2020-07-21T17:17:18Z"},
                          {"eventAction":"REGISTRATION","eventDate":"2019-07-29T00:48:50.113Z"}]
                        """
                                .formatted(action, action));

        assertThat(outcome)
                .isEqualTo(registered("2019-07-29T00:48:50Z", "2021-07-21T17:17:18Z", null));
    }

    @Test
    void reregistrationAloneIsTheBestDateThereIs() {
        assertThat(
                        domain(
                                "\"events\":[{\"eventAction\":\"reregistration\","
                                        + "\"eventDate\":\"2021-07-21T17:17:18Z\"}]"))
                .isEqualTo(registered("2021-07-21T17:17:18Z", null, null));
    }

    @Test
    void theEarliestOfSeveralRegistrationsIsTheFirst() {
        assertThat(
                        domain(
                                """
                                "events":[
                                  {"eventAction":"registration","eventDate":"2011-01-01T00:00:00Z"},
                                  {"eventAction":"registration","eventDate":"2001-01-01T00:00:00Z"}]
                                """))
                .isEqualTo(registered("2001-01-01T00:00:00Z", null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"created", "Domain Registered", "creation date"})
    void anotherWordForItIsTakenWhereTheStandardOneIsMissing(String action) {
        assertThat(
                        domain(
                                """
                                "events":[
                                  {"eventAction":"registrar registration","eventDate":"1999-01-01T00:00:00Z"},
                                  {"eventAction":"last changed","eventDate":"1999-01-01T00:00:00Z"},
                                  {"eventAction":"%s","eventDate":"2001-01-01T00:00:00Z"}]
                                """
                                        .formatted(action)))
                .isEqualTo(registered("2001-01-01T00:00:00Z", null, null));
    }

    @Test
    void aDayAloneIsKnownToTheDay() {
        assertThat(
                        domain(
                                "\"events\":[{\"eventAction\":\"registration\","
                                        + "\"eventDate\":\"2017-03-15\"}]"))
                .isEqualTo(
                        new Registered(
                                Instant.parse("2017-03-15T00:00:00Z"),
                                null,
                                Precision.DAY,
                                null,
                                Source.RDAP));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "294247-01-10T04:00:54.775Z",
                "9999-12-31T23:59:59Z",
                "whenever",
                "1999-01-01T00:00:00Z"
            })
    void anEndThatMakesNoSenseIsNoEnd(String end) {
        assertThat(
                        domain(
                                """
                                "events":[
                                  {"eventAction":"expiration","eventDate":"%s"},
                                  {"eventAction":"registration","eventDate":"2001-01-01T00:00:00Z"}]
                                """
                                        .formatted(end)))
                .isEqualTo(registered("2001-01-01T00:00:00Z", null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "whenever",
                "2000-03-05T29:35:29Z",
                "1970-01-01T00:00:00Z",
                "0001-01-01T00:00:00Z",
                "2026-11-27T00:00:00Z",
                "2199-01-01T00:00:00Z"
            })
    void aRegistrationThatMakesNoSenseIsUndisclosed(String date) {
        assertThat(
                        domain(
                                "\"events\":[{\"eventAction\":\"registration\",\"eventDate\":\""
                                        + date
                                        + "\"}]"))
                .isEqualTo(new Undisclosed(null, Source.RDAP));
    }

    @Test
    void eventsInOddShapesDoNotHideTheGoodOne() {
        assertThat(
                        domain(
                                """
                                "events":["x", 7, null, [], [{}], {}, {"eventAction":{"a":[1]}},
                                  {"eventAction":"registration"},
                                  {"eventAction":"registration","eventDate":["2002-01-01"]},
                                  {"eventDate":"2002-01-01","eventAction":"last changed"},
                                  {"eventDate":"2001-01-01T00:00:00Z","eventAction":"registration"}]
                                """))
                .isEqualTo(registered("2001-01-01T00:00:00Z", null, null));
    }

    @Test
    void oneEventNeedsNoArray() {
        assertThat(
                        domain(
                                "\"events\":{\"eventAction\":\"registration\","
                                        + "\"eventDate\":\"2001-01-01T00:00:00Z\"}"))
                .isEqualTo(registered("2001-01-01T00:00:00Z", null, null));
    }

    @Test
    void noRegistrationEventIsUndisclosedAndKeepsTheEnd() {
        assertThat(
                        domain(
                                """
                                "events":[{"eventAction":"last changed","eventDate":"2018-03-12T21:44:25+01:00"},
                                  {"eventAction":"expiration","eventDate":"2027-01-01T00:00:00Z"}]
                                """))
                .isEqualTo(new Undisclosed(Instant.parse("2027-01-01T00:00:00Z"), Source.RDAP));
    }

    @ParameterizedTest
    @ValueSource(strings = {"EXAMPLE.COM", "example.com.", " Example.Com "})
    void theNameMayBeWrittenInAnyWay(String name) {
        assertThat(
                        read(200, "{\"objectClassName\":\"Domain\",\"ldhName\":\"" + name + "\"}")
                                .outcome())
                .isInstanceOf(Undisclosed.class);
    }

    @Test
    void anIdnMayComeBackInUnicode() {
        String body =
                "{\"objectClassName\":\"domain\",\"unicodeName\":\"fa\u00df.de\",\"events\":"
                        + "{\"eventAction\":\"registration\",\"eventDate\":\"2011-01-01T00:00:00Z\"}}";

        assertThat(reader.read(200, utf8(body), new DomainName("xn--fa-hia.de"), true).outcome())
                .isInstanceOf(Registered.class);
        assertThat(reader.read(200, utf8(body), new DomainName("fass.de"), true).outcome())
                .isInstanceOf(Unreachable.class);
    }

    @Test
    void anotherDomainThanTheOneAskedForIsNoAnswer() {
        ParsedReply reading =
                read(
                        200,
                        """
                        {"objectClassName":"domain","ldhName":"example.net",
                         "events":[{"eventAction":"registration","eventDate":"2001-01-01T00:00:00Z"}]}
                        """);

        assertThat(reading.outcome()).isInstanceOf(Unreachable.class);
        assertThat(reading.health()).isEqualTo(Health.FAILING);
    }

    @Test
    void termsOfUseThatSpeakOfLimitsDoNotSpoilADate() {
        assertThat(
                        domain(
                                """
                                "notices":[{"title":"Terms of Use","description":[
                                  "Queries are limited; when the limit is exceeded you may be denied, try again later"]}],
                                "events":[{"eventAction":"registration","eventDate":"2001-01-01T00:00:00Z"}]
                                """))
                .isEqualTo(registered("2001-01-01T00:00:00Z", null, null));
    }

    @Test
    void strayBytesAndRawLineBreaksDoNotCostADate() {
        byte[] body =
                ("\ufeff{\"objectClassName\":\"domain\",\"ldhName\":\"example.com\",\"remarks\":"
                                + "[{\"description\":[\"caf@\n\"]}],\"events\":[{\"eventAction\":"
                                + "\"registration\",\"eventDate\":\"2001-01-01T00:00:00Z\"}]}")
                        .getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < body.length; i++) {
            if (body[i] == '@') {
                body[i] = (byte) 0xe9;
            }
        }

        assertThat(reader.read(200, body, ASKED, true).outcome())
                .isEqualTo(registered("2001-01-01T00:00:00Z", null, null));
    }

    private RegistrationOutcome domain(String members) {
        return read(
                        200,
                        "{\"objectClassName\":\"domain\",\"ldhName\":\"example.com\","
                                + members
                                + "}")
                .outcome();
    }

    private ParsedReply read(int status, String body) {
        return reader.read(status, utf8(body), ASKED, true);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Registered registered(
            String first, @Nullable String again, @Nullable String until) {
        return new Registered(
                Instant.parse(first),
                again == null ? null : Instant.parse(again),
                Precision.SECOND,
                until == null ? null : Instant.parse(until),
                Source.RDAP);
    }
}
