package org.domainstats.answerformats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;

/** The small parts that lines are made of. */
class TextTest {

    @Test
    void datesAreWrittenAsEachDialectWantsThem() {
        Instant instant = Instant.parse("1995-08-04T04:00:09.999Z");

        assertThat(DialectDates.plain(instant)).isEqualTo("1995-08-04 04:00:09");
        assertThat(DialectDates.iso(instant)).isEqualTo("1995-08-04T04:00:09Z");
        assertThat(DialectDates.http(instant)).isEqualTo("Fri, 04 Aug 1995 04:00:09 GMT");
        assertThat(DialectDates.http(Instant.parse("2024-02-29T23:59:59Z")))
                .isEqualTo("Thu, 29 Feb 2024 23:59:59 GMT");
        assertThat(DialectDates.plain(Instant.parse("0001-01-01T00:00:00Z")))
                .isEqualTo("0001-01-01 00:00:00");
    }

    @Test
    void numbersAreWrittenWithoutAnExponent() {
        assertThat(Json.decimal(0)).isEqualTo("0.0");
        assertThat(Json.decimal(-0.0)).isEqualTo("0.0");
        assertThat(Json.decimal(0.012)).isEqualTo("0.012");
        assertThat(Json.decimal(100)).isEqualTo("100.0");
        assertThat(Json.decimal(0.0001)).isEqualTo("0.0001");
        assertThat(Json.decimal(12_345_678)).isEqualTo("12345678.0");
        assertThat(Json.decimal(1.5e20)).isEqualTo("150000000000000000000.0");
    }

    @Test
    void jsonStringsAreAsciiWhateverIsInThem() {
        assertThat(Json.quote(new StringBuilder(), "a\"\\/\b\f\n\r\t\0\u007f\u00e9\ud83d\ude00"))
                .hasToString("\"a\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u007f\\u00e9\\ud83d\\ude00\"");
    }
}
