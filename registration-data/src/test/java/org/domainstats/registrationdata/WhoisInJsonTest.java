package org.domainstats.registrationdata;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.DomainName;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replies on the WHOIS port that are JSON. */
class WhoisInJsonTest {

    private static final DomainName ASKED = new DomainName("shop.zz");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"domain\":\"shop.zz\",\"created\":\"2010-02-03T04:05:06Z\"}",
                "{\"domainName\":\"SHOP.ZZ.\",\"createdAt\":\"2010-02-03 04:05:06\"}",
                "{\"name\":\"shop.zz\",\"registered\":\"2010-02-03T06:05:06+02:00\",\"status\":[\"ok\"]}",
                "{\"created\":1265169906,\"domain\":\"shop.zz\"}",
                "% A server's greeting\r\n\r\n{\"domain\":\"shop.zz\",\"created\":\"2010-02-03\"}\r\n% bye",
                "[{\"domain\":\"shop.zz\",\"created\":\"2010-02-03\"}]",
                "{\"result\":\"ok\",\"data\":{\"domain\":\"shop.zz\",\"created\":\"2010-02-03\"}}",
                "{\"domain\":{\"name\":\"shop.zz\",\"created\":\"2010-02-03\"}}",
                "{\"domain\":\"shop.zz\",\"dates\":{\"created\":\"2010-02-03\"}}",
                "{\"ldhName\":\"shop.zz\",\"events\":[{\"eventAction\":\"registration\",\"eventDate\":\"2010-02-03\"}]}"
            })
    void theDateIsThatOfTheRecordItself(String reply) {
        assertThat(read(reply))
                .isInstanceOfSatisfying(
                        Registered.class,
                        registered ->
                                assertThat(registered.first().toString()).startsWith("2010-02-03"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\n\"registrar\": {\n\"name\": \"A\",\n\"created\": \"1999-01-01\"\n},\n\"owner\": \"B\", \"domain\": \"shop.zz\"}",
                "{\"domain\":\"shop.zz\",\"nameservers\":[\"a.b\"],\"contacts\":[{\"created\":\"1999-01-01\"}]}",
                "{\"domain\":\"shop.zz\",\"registrar\":\"A\\ncreated: 1999-01-01\",\"owner\":\"B\"}",
                "{\"domain\":\"shop.zz\",\"registrar\":\"A\",\"owner\":\"B\",\"message\":\"created: 1999-01-01\"}",
                "{\"domain\":\"shop.zz\",\"created\":null,\"registrar\":\"A\",\"owner\":\"B\"}",
                "{\"domain\":\"shop.zz\",\"registrar_created\":\"1999-01-01\",\"owner\":\"B\"}",
                "{\"domain\":\"shop.zz\",\"available\":false,\"registrar\":{},\"owner\":\"B\"}"
            })
    void noDateOfSomebodyElseIsTaken(String reply) {
        assertThat(read(reply)).isInstanceOf(Undisclosed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"domain\":\"shop.zz\",\"status\":\"available\"}",
                "{\"domain\":\"shop.zz\",\"available\":true}",
                "{\"isRegistered\":false}",
                "{\"error\":\"not found\"}",
                "{\"code\":404,\"message\":\"Domain not found\"}"
            })
    void aFreeNameIsUnregistered(String reply) {
        assertThat(read(reply)).isInstanceOf(Unregistered.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"domain\":\"shop.zz\",\"status\":\"reserved\"}",
                "{\"domain\":\"shop.zz\",\"available\":true,\"premium\":true}",
                "{\"domain\":\"shop.zz\",\"available\":true,\"reserved\":true}",
                "{\"status\":[\"Blocked\"],\"name\":\"shop.zz\"}"
            })
    void whatNobodyCanRegisterIsNotUnregistered(String reply) {
        assertThat(read(reply)).isInstanceOf(Undisclosed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"domain\":\"shop.zz\",\"created\":\"2010-02-03T04:05:06Z\"",
                "{\"domain\":\"shop.zz\",\"created\":\"2010-02-03",
                "{\"domain\":\"other.zz\",\"created\":\"2010-02-03\"}",
                "[{\"domain\":\"shop.zz\",\"created\":\"2010-02-03\"},{\"domain\":\"other.zz\"}]",
                "{}",
                "[{",
                "{\"domain\":\"shop.zz\"}",
                "{\"error\":\"rate limit exceeded\"}"
            })
    void brokenForeignAndEmptyOnesSayNothing(String reply) {
        assertThat(read(reply)).isInstanceOf(Unreachable.class);
    }

    @Test
    void aBracketedHeadingIsNoJson() {
        assertThat(read("[Domain]\nDomain: shop.zz\nCreated: 2010-02-03\n"))
                .isInstanceOf(Registered.class);
    }

    @Test
    void depthWithoutEndIsRefused() {
        assertThat(read("{\"data\":".repeat(10_000))).isInstanceOf(Unreachable.class);
    }

    private static RegistrationOutcome read(String reply) {
        return new WhoisParser(Samples.CLOCK).read(reply, ASKED).outcome();
    }
}
