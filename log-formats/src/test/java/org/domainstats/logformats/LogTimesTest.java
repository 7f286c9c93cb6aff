package org.domainstats.logformats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.time.ZoneId;

class LogTimesTest {

    private static final Instant NEWEST = Instant.parse("2026-03-01T00:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private final LogTimes times = new LogTimes(ZONE, NEWEST);

    @ParameterizedTest
    @CsvSource({
        "1521911721.255387, 2018-03-24T17:15:21.255Z",
        "1700000000, 2023-11-14T22:13:20Z",
        "1700000000123, 2023-11-14T22:13:20.123Z",
        "2018-03-24T17:15:21.255387+0000, 2018-03-24T17:15:21.255387Z",
        "2025-08-19T12:00:00.1+02:00, 2025-08-19T10:00:00.1Z",
        "2025-08-19T12:00:00Z, 2025-08-19T12:00:00Z",
        "2025-08-19 12:00:00.123, 2025-08-19T12:00:00.123Z",
        "2015-01-16 17:48:41, 2015-01-16T17:48:41Z",
        "17-Feb-2018 23:06:56.326, 2018-02-17T22:06:56.326Z",
        "Feb 11 12:34:56, 2026-02-11T11:34:56Z",
        "Feb  1 12:34:56 host, 2026-02-01T11:34:56Z",
        "Nov 13 10:59:46, 2025-11-13T09:59:46Z",
        "8/19/2025 2:05:39 PM, 2025-08-19T12:05:39Z",
        "19.08.2025 14:05:39, 2025-08-19T12:05:39Z",
        "19/08/2025 14:05:39, 2025-08-19T12:05:39Z",
        "19/Aug/2025:12:00:00 +0000, 2025-08-19T12:00:00Z",
    })
    void timesAreReadAsProgramsWriteThem(String text, Instant instant) {
        assertThat(times.parse(text)).isEqualTo(instant);
        assertThat(times.parse(text)).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "0",
                "1.2.3",
                "99999999999999999999",
                "4102444800",
                "2027-01-01T00:00:00Z",
                "yesterday",
                "Feb 31 12:00:00",
                "Feb 1",
                "13/13/2025 1:1:1",
            })
    void whatIsNoTimeOrLaterThanTheLogIsNone(String text) {
        assertThat(times.parse(text)).isNull();
    }

    @Test
    void whereThereIsNoTimeThereIsNone() {
        assertThat(times.parse(null)).isNull();
    }
}
