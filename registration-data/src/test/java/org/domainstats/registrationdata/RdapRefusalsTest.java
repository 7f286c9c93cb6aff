package org.domainstats.registrationdata;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.DomainName;
import org.domainstats.model.RegistrationOutcome.Barred;
import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.model.Source;
import org.domainstats.registrationdata.ParsedReply.Health;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

/** Replies that tell no registration: that there is none, that there can be none, or nothing. */
class RdapRefusalsTest {

    private static final DomainName ASKED = new DomainName("example.com");

    private final RdapReader reader = new RdapReader(Samples.CLOCK);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "{",
                "[]",
                "null",
                "\"text\"",
                "7",
                "{}",
                "{\"objectClassName\":\"entity\",\"handle\":\"X\"}",
                "{\"domainSearchResults\":[{\"objectClassName\":\"domain\",\"ldhName\":\"example.com\"}]}",
                "{\"objectClassName\":\"domain\",\"ldhName\":\"example.com\"",
                "<html><body>It works!</body></html>"
            })
    void whatIsNoDomainObjectIsNoAnswer(String body) {
        assertThat(read(200, body).outcome()).isInstanceOf(Unreachable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"errorCode\":501,\"title\":\"501 Not Implemented\"}",
                "{\"errorCode\":\"500\"}",
                "{\"errorCode\":999,\"title\":\"test\"}",
                "{\"errorCode\":\"what\"}",
                "{\"errorCode\":200,\"ldhName\":\"example.com\"}"
            })
    void anErrorObjectIsAnErrorWhateverTheStatus(String body) {
        assertThat(read(200, body).outcome()).isInstanceOf(Unreachable.class);
    }

    @Test
    void notFoundIsUnregisteredOnlyFromTheAuthority() {
        byte[] body = utf8("{\"errorCode\":404}");

        assertThat(reader.read(404, body, ASKED, true).outcome())
                .isEqualTo(new Unregistered(Source.RDAP));
        assertThat(reader.read(404, new byte[0], ASKED, true).outcome())
                .isEqualTo(new Unregistered(Source.RDAP));
        assertThat(reader.read(404, utf8("<html>"), ASKED, true).outcome())
                .isEqualTo(new Unregistered(Source.RDAP));
        assertThat(reader.read(404, body, ASKED, false).outcome()).isInstanceOf(Unreachable.class);
        assertThat(reader.read(404, body, null, true).outcome()).isInstanceOf(Unreachable.class);
    }

    @Test
    void aReservedNameIsNotOneThatNobodyHas() {
        assertThat(
                        read(
                                        404,
                                        "{\"errorCode\":404,\"title\":\"Not Found\",\"description\":[\"This name"
                                                + " is not available for registration: Registry Reserved\"]}")
                                .outcome())
                .isEqualTo(new Undisclosed(null, Source.RDAP, Barred.RESERVED));
        assertThat(
                        read(
                                        404,
                                        "{\"errorCode\":404,\"notices\":[{\"description\":[\"All rights"
                                                + " reserved.\"]}]}")
                                .outcome())
                .isEqualTo(new Unregistered(Source.RDAP));
        assertThat(
                        read(
                                        404,
                                        "{\"errorCode\":404,\"notices\":[{\"description\":[\"Names that are or may seem"
                                                + " offensive, or that others have a right to, may be"
                                                + " reserved for later use or be blocked by the registry.\"]}]}")
                                .outcome())
                .isEqualTo(new Unregistered(Source.RDAP));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The requested TLD is not handled by this server",
                "No registry RDAP server was identified for this domain.",
                "Not authoritative for example.com"
            })
    void aServerThatShouldNotHaveBeenAskedDoesNotKnowWhatExists(String title) {
        assertThat(read(404, "{\"errorCode\":404,\"title\":\"" + title + "\"}").health())
                .isEqualTo(Health.REFUSING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"objectClassName\":\"domain\",\"ldhName\":\"example.com\",\"status\":[\"Available\"]}",
                "{\"objectClassName\":\"domain\",\"ldhName\":\"example.com\",\"status\":\"free\"}",
                "{\"objectClassName\":\"domain\",\"ldhName\":\"example.com\","
                        + "\"remarks\":[{\"description\":[\"release process: waiting\"]}]}"
            })
    void aReplyOf200CanSayThatNobodyHasTheName(String body) {
        assertThat(read(200, body).outcome()).isEqualTo(new Unregistered(Source.RDAP));
    }

    @Test
    void rateLimitsComeInManyDresses() {
        assertThrottled(read(429, ""));
        assertThrottled(read(403, "<html>Number of allowed queries exceeded</html>"));
        assertThrottled(read(403, ""));
        assertThrottled(read(422, "{\"errorCode\":\"422\",\"title\":\"x\"}"));
        assertThrottled(read(200, "{\"errorCode\":\"422\",\"title\":\"x\"}"));
        assertThrottled(read(200, "{\"errorCode\":429}"));
        assertThrottled(
                read(
                        200,
                        "{\"rdapConformance\":[],\"notices\":{\"title\":\"401 Unauthorized\","
                                + "\"description\":[\"Quota exceeded (31/30)\"]}}"));
        assertThrottled(
                read(
                        200,
                        "{\"objectClassName\":\"domain\",\"ldhName\":\"example.com\","
                                + "\"notices\":{\"description\":\"Query limit exceeded\"}}"));
        assertThrottled(read(500, "Too many requests, slow down"));
    }

    @Test
    void serverErrorsAreIllnessAndBadRequestsAreNot() {
        assertThat(read(503, "").health()).isEqualTo(Health.FAILING);
        assertThat(read(400, "{\"errorCode\":400}").health()).isEqualTo(Health.REFUSING);
        assertThat(read(204, "").outcome()).isInstanceOf(Unreachable.class);
    }

    @Test
    void depthIsBounded() {
        String deep = "{\"x\":" + "[".repeat(100_000);

        assertThat(read(200, deep).outcome()).isInstanceOf(Unreachable.class);
    }

    @Test
    void aReasonNeverRepeatsWhatTheReplySaid() {
        for (String body :
                new String[] {
                    "{\"objectClassName\":\"EVIL\"}",
                    "{\"objectClassName\":\"domain\",\"ldhName\":\"EVIL.com\"}",
                    "{\"errorCode\":\"EVIL\"}",
                    "EVIL"
                }) {
            assertThat(read(200, body).outcome())
                    .isInstanceOfSatisfying(
                            Unreachable.class,
                            outcome -> assertThat(outcome.reason()).doesNotContain("EVIL"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"errorCode\":404,\"title\":\"Not Found\",\"description\":[\"Premium name, ask the registry\"]}",
                "{\"errorCode\":404,\"title\":\"Reserved Name\"}",
                "{\"errorCode\":404,\"description\":[\"The name is in a redemption period\"]}",
                "{\"errorCode\":404,\"notices\":[{\"description\":[\"This name is on the registry's blocked list\"]}]}",
                "{\"errorCode\":404,\"title\":\"Not found: this name is blocked\"}",
                "{\"errorCode\":404,\"title\":\"Auction pending\"}",
                "{\"error\":\"Domain name is reserved or restricted\"}",
                "{\"title\":\"Not Found\",\"status\":404,\"detail\":\"This name is reserved\"}"
            })
    void a404CanSayThatNobodyCanHaveTheName(String body) {
        assertThat(read(404, body).outcome())
                .isInstanceOfSatisfying(
                        Undisclosed.class, outcome -> assertThat(outcome.barred()).isNotNull());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"errorCode\":404,\"title\":\"404 Not Found\"}",
                "{\"error\":\"Object not found\"}",
                "{\"errorCode\":404,\"description\":[\"Domain zone.example does not exist\"]}",
                "{\"errorCode\":404,\"title\":\"Domain not found\",\"notices\":[{\"title\":\"Terms of Use\","
                        + "\"description\":[\"All rights reserved. Those who ask too much will be blocked.\"]}]}"
            })
    void theTermsOfA404DoNotCount(String body) {
        assertThat(read(404, body).outcome()).isInstanceOf(Unregistered.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"errorCode\":404,\"title\":\"TLD not supported by this server\"}",
                "{\"errorCode\":404,\"description\":[\"No RDAP server for this TLD\"]}",
                "{\"errorCode\":404,\"title\":\"Invalid TLD\"}",
                "{\"errorCode\":404,\"description\":[\"Domain name is under tld org which doesn't exist\"]}",
                "{\"errorCode\":404,\"title\":\"Object not found\",\"description\":[\"The RDAP server doesn't"
                        + " have information about the requested zone\"]}"
            })
    void a404OfAServerForOthersIsNoAnswer(String body) {
        assertThat(read(404, body).outcome()).isInstanceOf(Unreachable.class);
    }

    @Test
    void a404CanBeARateLimit() {
        assertThrottled(read(404, "{\"errorCode\":404,\"title\":\"Rate limit exceeded\"}"));
    }

    @Test
    void whatGatewaysSayIsRead() {
        assertThrottled(read(200, "{\"message\":\"Limit Exceeded\"}"));
        assertThrottled(read(503, "{\"error\":{\"message\":\"Too many requests\"}}"));
    }

    private ParsedReply read(int status, String body) {
        return reader.read(status, utf8(body), ASKED, true);
    }

    private static void assertThrottled(ParsedReply reading) {
        assertThat(reading.outcome()).isInstanceOf(Unreachable.class);
        assertThat(reading.health()).isEqualTo(Health.THROTTLING);
    }

    @ParameterizedTest
    @CsvSource({"premium, PREMIUM", "blocked, BLOCKED", "reserved, RESERVED", "prohibited, POLICY"})
    void anObjectOfANameThatNobodyMayRegisterSaysWhy(String status, Barred reason) {
        assertThat(
                        read(
                                        200,
                                        "{\"objectClassName\":\"domain\",\"ldhName\":\"example.com\",\"status\":[\"%s\"]}"
                                                .formatted(status))
                                .outcome())
                .isEqualTo(new Undisclosed(null, Source.RDAP, reason));
    }

    @Test
    void aRefusalOfANameThatNobodyMayRegisterIsNoRateLimit() {
        assertThat(
                        read(403, "{\"errorCode\":403,\"title\":\"This domain name is forbidden\"}")
                                .outcome())
                .isEqualTo(new Undisclosed(null, Source.RDAP, Barred.POLICY));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
