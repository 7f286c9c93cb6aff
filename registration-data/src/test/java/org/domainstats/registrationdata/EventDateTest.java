package org.domainstats.registrationdata;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.Precision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;

class EventDateTest {

    @ParameterizedTest
    @CsvSource({
        "1997-09-15T04:00:00Z, 1997-09-15T04:00:00Z, SECOND",
        "2014-11-12T19:15:55.283Z, 2014-11-12T19:15:55Z, SECOND",
        "2003-10-10T01:55:12.0Z, 2003-10-10T01:55:12Z, SECOND",
        "2025-10-29T03:51:11.009091Z, 2025-10-29T03:51:11Z, SECOND",
        "2025-10-29T03:51:11.123456789012Z, 2025-10-29T03:51:11Z, SECOND",
        "2010-03-04T05:06:07+03:00, 2010-03-04T02:06:07Z, SECOND",
        "2010-03-04T05:06:07.000+00:00, 2010-03-04T05:06:07Z, SECOND",
        "2010-03-04T05:06:07+0000, 2010-03-04T05:06:07Z, SECOND",
        "2010-03-04T05:06:07-0730, 2010-03-04T12:36:07Z, SECOND",
        "2010-03-04T05:06:07+02, 2010-03-04T03:06:07Z, SECOND",
        "2010-03-04T05:06:07, 2010-03-04T05:06:07Z, SECOND",
        "2010-03-04 05:06:07, 2010-03-04T05:06:07Z, SECOND",
        "2010-03-04 05:06:07 UTC, 2010-03-04T05:06:07Z, SECOND",
        "2010-03-04t05:06:07z, 2010-03-04T05:06:07Z, SECOND",
        "2010-03-04T05:06Z, 2010-03-04T05:06:00Z, SECOND",
        "2016-12-31T23:59:60Z, 2016-12-31T23:59:59Z, SECOND",
        "2017-03-15, 2017-03-15T00:00:00Z, DAY",
        "20170315, 2017-03-15T00:00:00Z, DAY",
        "20170315T101112Z, 2017-03-15T10:11:12Z, SECOND",
        "2010-03-04T05:06:07+02:00[Europe/Paris], 2010-03-04T03:06:07Z, SECOND",
        "Thu Mar 04 05:06:07 UTC 2010, 2010-03-04T05:06:07Z, SECOND",
        "'Thu, 04 Mar 2010 05:06:07 GMT', 2010-03-04T05:06:07Z, SECOND",
        "1267679167000, 2010-03-04T05:06:07Z, SECOND",
        "14.03.2010 05:06:07, 2010-03-14T05:06:07Z, SECOND",
        "2010-3-4, 2010-03-04T00:00:00Z, DAY",
        "2010-03-04T, 2010-03-04T00:00:00Z, DAY",
        "2010-03-04Z, 2010-03-04T00:00:00Z, DAY",
        "04-Mar-2010, 2010-03-04T00:00:00Z, DAY",
        "' 2017-03-15 ', 2017-03-15T00:00:00Z, DAY"
    })
    void readsWhatRegistriesSend(String text, Instant instant, Precision precision) {
        assertThat(EventDate.parse(text)).isEqualTo(new EventDate(instant, precision));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "whenever",
                "createTime",
                "2000-03-05T29:35:29Z",
                "2000-13-05",
                "2001-02-29",
                "294247-01-10T04:00:54.775Z",
                "2010-03-04T05:06:07+99:00",
                "2010-03-04T05:06:07 and more",
                "05/06/2010",
                "0",
                "1268000000"
            })
    void isNoDate(String text) {
        assertThat(EventDate.parse(text)).isNull();
    }
}
