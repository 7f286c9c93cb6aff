package org.domainstats.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

final class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "250ms, PT0.25S",
        "0s, PT0S",
        "2s, PT2S",
        "90s, PT90S",
        "30m, PT30M",
        "36h, PT36H",
        "7d, PT168H"
    })
    void numberWithUnitIsReadAndWrittenTheSame(String text, Duration duration) {
        assertThat(Durations.parse(text)).isEqualTo(duration);
        assertThat(Durations.format(duration)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "2s, 8, PT1.6S",
        "1ms, 5, PT0.0005S",
        "19s, 9, PT17.1S",
        "7d, 10, PT168H",
        "100000d, 9, PT2160000H"
    })
    void shareOfADurationLosesNothing(String whole, int tenths, Duration share) {
        assertThat(Durations.tenths(Durations.parse(whole), tenths)).isEqualTo(share);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT2S", "P1D"})
    void isoFormIsRead(String text) {
        assertThat(Durations.parse(text)).isEqualTo(Duration.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2",
                "s",
                "-1s",
                "PT-2S",
                "1.5h",
                "2 s",
                "1y",
                "99999999999s",
                "100001d",
                "P100001D"
            })
    void anythingElseIsRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> Durations.parse(text)).hasMessageContaining("250ms");
    }

    @Test
    void doublingEndsAtTheLongest() {
        Duration second = Duration.ofSeconds(1);
        assertThat(Durations.doubled(second, 0, Duration.ofMinutes(1))).isEqualTo(second);
        assertThat(Durations.doubled(second, 3, Duration.ofMinutes(1)))
                .isEqualTo(Duration.ofSeconds(8));
        assertThat(Durations.doubled(second, 1_000, Duration.ofMinutes(1)))
                .isEqualTo(Duration.ofMinutes(1));
    }
}
