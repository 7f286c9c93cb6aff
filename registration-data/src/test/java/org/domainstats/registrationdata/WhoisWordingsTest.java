package org.domainstats.registrationdata;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.registrationdata.ParsedReply.Health;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One line in each of the many wordings that registries have for the same. */
class WhoisWordingsTest {

    static List<String> lines() throws IOException {
        try (InputStream in = WhoisWordingsTest.class.getResourceAsStream("whois-messages.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("lines")
    void aLineAloneIsUnderstood(String line) {
        int bar = line.indexOf('|');
        ParsedReply reading = WhoisParserTest.read("shop.zz", line.substring(bar + 1) + "\r\n");

        switch (line.substring(0, bar)) {
            case "free" -> assertThat(reading.outcome()).isInstanceOf(Unregistered.class);
            case "not" -> assertThat(reading.outcome()).isInstanceOf(Undisclosed.class);
            case "thr" -> assertThat(reading.health()).isEqualTo(Health.THROTTLING);
            case "ref" -> assertThat(reading.health()).isEqualTo(Health.REFUSING);
            case "ill" -> assertThat(reading.outcome()).isInstanceOf(Unreachable.class);
            default -> throw new AssertionError(line);
        }
    }
}
