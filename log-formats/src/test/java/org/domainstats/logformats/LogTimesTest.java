package org.domainstats.logformats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
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
        "8/19/2025 14:05:39, 2025-08-19T12:05:39Z",
        "19/08/2025 2:05:39 pm, 2025-08-19T12:05:39Z",
        "19-08-2025 14:05:39, 2025-08-19T12:05:39Z",
        "2025/8/19 14:05:39, 2025-08-19T12:05:39Z",
        "Tue Aug  5 14:05:39 2025, 2025-08-05T12:05:39Z",
        "Aug  5 2025 14:05:39, 2025-08-05T12:05:39Z",
        "Aug 19 2025 14:05:39.123, 2025-08-19T12:05:39.123Z",
        "Aug 19 2025 14:05:39 GMT, 2025-08-19T14:05:39Z",
        "'2025-08-19 12:00:00,123', 2025-08-19T12:00:00.123Z",
        "2025-08-19 12:00:00.123456, 2025-08-19T12:00:00.123456Z",
        "2025-08-19 12:00:00 UTC, 2025-08-19T12:00:00Z",
        "2025-08-19 12:00:00+02:00, 2025-08-19T10:00:00Z",
        "1700000000123456789, 2023-11-14T22:13:20.123Z",
        "2025-08-19T12:00:00+0200, 2025-08-19T10:00:00Z",
        "2025. 08. 19. 14:05:39, 2025-08-19T12:05:39Z",
        "19. 8. 2025 14:05:39, 2025-08-19T12:05:39Z",
        "19.8.2025 14.05.39, 2025-08-19T12:05:39Z",
        "19.8.2025 \u0433. 14:05:39, 2025-08-19T12:05:39Z",
        "19/08/2025 2:05:39 p.\u00a0m., 2025-08-19T12:05:39Z",
        "8/19/2025 2:05:39\u202fPM, 2025-08-19T12:05:39Z",
        "8/19/25 2:05:39 PM, 2025-08-19T12:05:39Z",
        "2025-08-19 2:05:39 PM, 2025-08-19T12:05:39Z",
        "2025-08-19 \uc624\ud6c4 2:05:39, 2025-08-19T12:05:39Z",
        "2025/8/19 \u4e0b\u5348 02:05:39, 2025-08-19T12:05:39Z",
        "2025/8/19 \u4e0a\u5348 12:05:39, 2025-08-18T22:05:39Z",
        "19/8/2025 2:05:39 \u03bc\u03bc, 2025-08-19T12:05:39Z",
        "'Aug 19, 2025 @ 14:05:39.123', 2025-08-19T12:05:39.123Z",
        "19.08.2025 14:05, 2025-08-19T12:05:00Z",
        "8/19/2025 2:05 PM, 2025-08-19T12:05:00Z",
        "2025/08/19 14:05:39.123, 2025-08-19T12:05:39Z",
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
                "18059",
                "1.2.3",
                "99999999999999999999",
                "4102444800",
                "2027-01-01T00:00:00Z",
                "yesterday",
                "Feb 31 12:00:00",
                "Feb 1",
                "13/13/2025 1:1:1",
                "13/13/2025 11:11:11",
                "1/1/2025 25:11:11",
                "1.1.205 11:11:11",
                "2025/1/2025 11:11:11",
            })
    void whatIsNoTimeOrLaterThanTheLogIsNone(String text) {
        assertThat(times.parse(text)).isNull();
    }

    @Test
    void theOrderOfDayAndMonthIsLearned() {
        assertThat(times.parse("5/8/2025 2:05:39 PM")).isEqualTo("2025-05-08T12:05:39Z");
        assertThat(times.parse("19/8/2025 2:05:39 PM")).isEqualTo("2025-08-19T12:05:39Z");
        assertThat(times.parse("5/8/2025 2:05:39 PM")).isEqualTo("2025-08-05T12:05:39Z");
        LogTimes months = new LogTimes(ZONE, NEWEST);
        assertThat(months.parse("2/12/2026 14:05:39")).isEqualTo("2026-02-12T13:05:39Z");
    }

    @ParameterizedTest
    @CsvSource({
        "'Feb 11 12:34:56 ns dnsmasq[7]: query[A] a.com from 1.2.3.4', Feb 11 12:34:56",
        "'2025-08-19T12:00:00.123456+02:00 ns dnsmasq[7]: query[A] a.com from 1.2.3.4', 2025-08-19T12:00:00.123456+02:00",
        "'Tue Aug 19 12:00:00 2025 daemon.info dnsmasq[7]: query[A] a.com from 1.2.3.4', Tue Aug 19 12:00:00 2025",
        "'<30>1 2025-08-19T12:00:00Z ns dnsmasq - - query[A] a.com from 1.2.3.4', 2025-08-19T12:00:00Z",
        "'[1700000000] unbound[123:0] info: 192.0.2.1 a.com. A IN', 1700000000",
        "'2025-08-19T12:00:00+02:00 ns unbound: [123:0] info: 192.0.2.1 a.com. A IN', 2025-08-19T12:00:00+02:00",
        "'2025-08-19T12:00:00.123Z queries: info: client 1.2.3.4#5 (a.com): query: a.com IN A', 2025-08-19T12:00:00.123Z",
        "'Feb 11 12:34:56 ns-1 named[7]: client 1.2.3.4#5 (a.com): query: a.com IN A', Feb 11 12:34:56",
        "'17-Feb-2018 23:06:56.326 client 1.2.3.4#5: query: a.com IN A', 17-Feb-2018 23:06:56.326",
        "'Feb 11 12:34:56 ns named[7]: 17-Feb-2018 23:06:56.326 queries: client 1.2.3.4#5: query: a.com IN A', 17-Feb-2018 23:06:56.326",
        "'client 1.2.3.4#5 (a-b.com): query: a-b.com IN A',",
    })
    void textLinesTellTheirTime(String line, String time) {
        byte[] bytes = line.getBytes(StandardCharsets.US_ASCII);
        Reading reading = new DetectingReader(ReadingOptions.DEFAULT).read(bytes, 0, bytes.length);
        assertThat(((Reading.Named) reading).origin().time()).isEqualTo(time);
    }

    @Test
    void whereThereIsNoTimeThereIsNone() {
        assertThat(times.parse(null)).isNull();
    }
}
