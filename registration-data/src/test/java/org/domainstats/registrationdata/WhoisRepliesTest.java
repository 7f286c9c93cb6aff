package org.domainstats.registrationdata;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.DomainName;
import org.domainstats.model.Precision;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Each family of WHOIS servers, in texts of ours, and what must hold for every one of them. */
class WhoisRepliesTest {

    private static final Clock NOW =
            Clock.fixed(Instant.parse("2026-03-01T00:00:00Z"), ZoneOffset.UTC);

    private static final List<Case> CASES = cases();

    record Case(String name, DomainName domain, String expected, String text) {

        static Case parse(String block) {
            String[] parts = block.split("\n", 2);
            String[] head = parts[0].split(Pattern.quote(" | "), -1);
            return new Case(
                    head[0],
                    DomainName.of(head[1]).orElseThrow(),
                    head[2],
                    parts.length < 2 ? "" : parts[1]);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static List<Case> cases() {
        try (InputStream in = WhoisRepliesTest.class.getResourceAsStream("whois-replies.txt")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(text.split("(?m)^== ", -1)).skip(1).map(Case::parse).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static List<Case> all() {
        return CASES;
    }

    @ParameterizedTest
    @MethodSource("all")
    void aFamilyIsUnderstood(Case one) {
        RegistrationOutcome outcome = read(one.text, one.domain);
        switch (one.expected) {
            case "unregistered" -> assertThat(outcome).isInstanceOf(Unregistered.class);
            case "undisclosed" -> assertThat(outcome).isInstanceOf(Undisclosed.class);
            case "unreachable" -> assertThat(outcome).isInstanceOf(Unreachable.class);
            case "notfree" -> assertThat(outcome).isNotInstanceOf(Unregistered.class);
            case "undated" ->
                    assertThat(outcome).isNotInstanceOfAny(Registered.class, Unregistered.class);
            default -> assertThat(outcome).satisfies(told -> isDate(told, one.expected));
        }
    }

    private static void isDate(RegistrationOutcome outcome, String expected) {
        assertThat(outcome).isInstanceOf(Registered.class);
        Registered registered = (Registered) outcome;
        if (expected.length() > "2001-02-03".length()) {
            assertThat(registered.first()).isEqualTo(expected);
        } else {
            Instant day = Instant.parse(expected + "T00:00:00Z");
            assertThat(Duration.between(day, registered.first()).abs())
                    .isLessThan(
                            registered.precision() == Precision.SECOND
                                    ? Duration.ofHours(38)
                                    : Duration.ofSeconds(1));
        }
    }

    @Test
    void aReplyThatBreaksOffNeverMakesARegisteredDomainFree() {
        for (Case one : CASES) {
            if (one.expected.equals("unregistered")) {
                continue;
            }
            for (int end = one.text.indexOf('\n');
                    end >= 0;
                    end = one.text.indexOf('\n', end + 1)) {
                assertThat(read(one.text.substring(0, end), one.domain))
                        .as("%s, cut at %d", one, end)
                        .isNotInstanceOf(Unregistered.class);
            }
        }
    }

    @Test
    void aParagraphOfARecordNeverMakesTheDomainFree() {
        for (Case one : CASES) {
            if (!Character.isDigit(one.expected.charAt(0)) && !one.expected.equals("undisclosed")) {
                continue;
            }
            for (String paragraph : one.text.split("\n[%#\\s]*\n", -1)) {
                assertThat(read(paragraph, one.domain))
                        .as("%s: %s", one, paragraph)
                        .isNotInstanceOf(Unregistered.class);
            }
        }
    }

    @Test
    void endsOfLinesAndIndentChangeNothing() {
        for (Case one : CASES) {
            RegistrationOutcome plain = read(one.text, one.domain);
            assertThat(read(one.text.replace("\n", "\r\n"), one.domain))
                    .as("%s", one)
                    .isEqualTo(plain);
            assertThat(read(one.text.replace('\n', '\r'), one.domain))
                    .as("%s", one)
                    .isEqualTo(plain);
            assertThat(read("\n\n" + one.text.replace("\n", "  \n"), one.domain))
                    .as("%s", one)
                    .isEqualTo(plain);
            assertThat(read("    " + one.text.replace("\n", "\n    "), one.domain))
                    .as("%s", one)
                    .isEqualTo(plain);
        }
    }

    @Test
    void termsOfUseAfterAReplyChangeNothing() {
        String terms =
                """


                The data is provided for information purposes only. Names that are not found in
                this database may still be registered elsewhere. You may not exceed the query
                limit, or use the service if you have exceeded your quota. We do not guarantee
                its accuracy. All names that are not available or reserved are listed by the
                registry.
                """;
        for (Case one : CASES) {
            assertThat(read(one.text + terms, one.domain).getClass())
                    .as("%s", one)
                    .isEqualTo(read(one.text, one.domain).getClass());
        }
    }

    private static RegistrationOutcome read(String text, DomainName domain) {
        return new WhoisParser(NOW).read(text, domain).outcome();
    }
}
