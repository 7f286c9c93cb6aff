package org.domainstats.registrationdata;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.DomainName;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.Barred;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.model.Source;
import org.domainstats.registrationdata.ParsedReply.Health;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Records with hardly anything in them, names that nobody may register, refusals, odd formats. */
class UncommonRepliesTest {

    record Sample(String name, DomainName domain, String expected, String text) {

        static Sample parse(String block) {
            String[] parts = block.split("\n", 2);
            String[] head = parts[0].split(Pattern.quote(" | "), -1);
            return new Sample(head[0], DomainName.of(head[1]).orElseThrow(), head[2], parts[1]);
        }

        ParsedReply read(String reply) {
            return name.startsWith("rdap")
                    ? new RdapReader(Samples.CLOCK)
                            .read(200, reply.getBytes(StandardCharsets.UTF_8), domain, true)
                    : new WhoisParser(Samples.CLOCK).read(reply, domain);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Sample> samples() throws IOException {
        try (InputStream in =
                UncommonRepliesTest.class.getResourceAsStream("uncommon-replies.txt")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(text.split("(?m)^== ", -1)).skip(1).map(Sample::parse).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void anUncommonReplyIsUnderstood(Sample sample) {
        ParsedReply reply = sample.read(sample.text);

        String[] expected = sample.expected.split(" ", -1);
        switch (expected[0]) {
            case "undisclosed", "undated" ->
                    assertThat(reply.outcome())
                            .isEqualTo(new Undisclosed(null, source(sample), null));
            case "barred" ->
                    assertThat(reply.outcome())
                            .isEqualTo(
                                    new Undisclosed(
                                            null,
                                            source(sample),
                                            Barred.ofWord(expected[1]).orElseThrow()));
            case "unregistered" -> assertThat(reply.outcome()).isInstanceOf(Unregistered.class);
            case "unreachable", "refused" -> {
                assertThat(reply.outcome()).isInstanceOf(Unreachable.class);
                assertThat(reply.health()).isEqualTo(Health.REFUSING);
            }
            case "throttled" -> {
                assertThat(reply.health()).isEqualTo(Health.THROTTLING);
                assertThat(reply.notBefore())
                        .isEqualTo(
                                expected.length == 1
                                        ? null
                                        : Samples.CLOCK
                                                .instant()
                                                .plus(Duration.parse(expected[1])));
            }
            default -> assertIsDate(reply.outcome(), expected);
        }
    }

    private static Source source(Sample sample) {
        return sample.name.startsWith("rdap") ? Source.RDAP : Source.WHOIS;
    }

    private static void assertIsDate(RegistrationOutcome outcome, String[] expected) {
        assertThat(outcome).isInstanceOf(Registered.class);
        Registered registered = (Registered) outcome;
        assertThat(registered.first()).isEqualTo(instant(expected[0]));
        if (expected.length > 1) {
            assertThat(registered.until()).isEqualTo(instant(expected[1]));
        }
    }

    private static Instant instant(String text) {
        return Instant.parse(text.indexOf('T') < 0 ? text + "T00:00:00Z" : text);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatBreaksOffIsNeverFree(Sample sample) {
        if (sample.expected.equals("unregistered") || sample.expected.equals("unreachable")) {
            return;
        }
        for (int end = sample.text.indexOf('\n');
                end >= 0;
                end = sample.text.indexOf('\n', end + 1)) {
            assertThat(sample.read(sample.text.substring(0, end)).outcome())
                    .as("%s, cut at %d", sample, end)
                    .isNotInstanceOf(Unregistered.class);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void endsOfLinesChangeNothing(Sample sample) {
        assertThat(sample.read(sample.text.replace("\n", "\r\n")).outcome())
                .isEqualTo(sample.read(sample.text).outcome());
    }
}
