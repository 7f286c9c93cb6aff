package org.domainstats.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.FeedVersion;
import org.domainstats.model.Precision;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.NoSource;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.model.Sighting;
import org.domainstats.model.Source;
import org.domainstats.protocol.CommunityReply.QueryReply;
import org.domainstats.protocol.CommunityRequest.StatedVersion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

class OriginalRepliesTest {

    private static final Instant CREATED = Instant.parse("2015-12-12T19:34:59Z");
    private static final Registered REGISTERED =
            new Registered(CREATED, null, Precision.SECOND, CREATED, Source.RDAP);

    @Test
    void onlyTheFourKeysThatItTakes() {
        assertThat(encode(told(REGISTERED, "1.17"), "\"0.2\""))
                .isEqualTo(
                        "{\"seen_by_web\":\"2015-12-12 19:34:59\",\"seen_by_us\":\"FIRST-CONTACT\","
                                + "\"other\":{},\"version\":\"1.17\"}");
    }

    @Test
    void domainRegisteredAnewIsYoungToIt() {
        Registered again =
                new Registered(
                        CREATED,
                        Instant.parse("2026-11-01T00:00:00Z"),
                        Precision.DAY,
                        null,
                        Source.RDAP);
        assertThat(encode(told(again, null), "\"0.2\""))
                .contains("\"seen_by_web\":\"2026-11-01 00:00:00\"");
    }

    /** It keeps what it is told for ever, so what may change is an error. */
    @Test
    void onlyWhatIsSettledIsTold() {
        assertThat(encode(told(null, null), ""))
                .isEqualTo("{\"error\":\"server busy\",\"timeout\":10}");
        assertThat(encode(told(new Unreachable("x", null), null), "")).contains("server busy");
        assertThat(encode(told(new Unregistered(Source.RDAP), null), ""))
                .isEqualTo("{\"error\":\"not registered\",\"timeout\":60}");
        assertThat(encode(told(new Undisclosed(null, Source.RDAP), null), ""))
                .contains("\"seen_by_web\":\"UNAVAILABLE\"");
        assertThat(encode(told(new NoSource(), null), ""))
                .contains("\"seen_by_web\":\"UNAVAILABLE\"");
    }

    /** It updates if the server's version is greater than its own, as Python compares. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.17 | \"1.16\" | \"1.17\"",
                "1.17 | \"1.17\" | \"1.17\"",
                "1.17 | \"1.18\" |",
                "1.9  | \"1.10\" |",
                "1.10 | \"1.9\"  | \"1.9 < 1.10\"",
                "2.0  | \"1.9\"  | \"2.0\"",
                "10.0 | \"9.3\"  | \"9.3 < 10.0\"",
                "1.17 | 0.2      | 1.17",
                "0.2  | 0.2      |",
                "1.10 | 1.9      |",
                "1.17 |          | \"1.17\"",
            })
    void versionIsGreaterToItExactlyIfItIsNewer(
            String newest, @Nullable String own, @Nullable String expected) {
        String reply = encode(told(REGISTERED, newest), own == null ? "" : own);
        if (expected == null) {
            assertThat(reply).doesNotContain("version");
        } else {
            assertThat(reply).endsWith(",\"version\":" + expected + "}");
        }
    }

    private static QueryReply told(
            @Nullable RegistrationOutcome registration, @Nullable String version) {
        return new QueryReply(
                new Sighting.FirstContact(CREATED),
                false,
                registration,
                7,
                List.of("parking"),
                version == null ? null : FeedVersion.of(version));
    }

    private static String encode(CommunityReply reply, String own) {
        StatedVersion stated =
                own.isEmpty()
                        ? StatedVersion.NONE
                        : new StatedVersion(
                                FeedVersion.of(own.replace("\"", "")), !own.startsWith("\""));
        return new String(OriginalReplies.encode(reply, stated), StandardCharsets.UTF_8);
    }
}
