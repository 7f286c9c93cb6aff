package org.domainstats.registrationdata.dates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Objects;

class DateReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2004-03-05",
                "2004-3-5",
                "2004/03/05",
                "2004.03.05",
                "2004. 03. 05.",
                "20040305",
                "20040305 #123456",
                "20040305101112",
                "2004-Mar-05.",
                "2004年03月05日",
                "2004년 3월 5일",
                "05-Mar-2004",
                "05-mar-04",
                "5 March 2004",
                "5th March 2004",
                "5. März 2004",
                "05.03.2004",
                "5.3.2004",
                "05/03/2004",
                "05-03-2004",
                "05/03/04",
                "Fri Mar 05 2004",
                "March  5 2004",
                "March 5th, 2004",
                "Friday 5th March 2004",
                "Friday, March 5, 2004",
                "5 de marzo de 2004",
                "5 mars 2004",
                "5 Mart 2004",
                "5 марта 2004",
                "2004-03-05 (YYYY-MM-DD)",
                "2004. március 5.",
                "5. март 2004",
                "<2004-03-05>",
                "(2004-03-05)",
                "'2004-03-05'",
                "on 5 Mar 2004",
                ": 2004-03-05",
            })
    void aDayIsReadInEveryShape(String text) {
        WrittenDate date = DateReader.read(text, DayOrder.DAY_FIRST);
        assertThat(date).isNotNull();
        assertThat(date.day()).isEqualTo(LocalDate.of(2004, 3, 5));
        assertThat(date.time()).isNull();
        assertThat(date.before()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2004-03-05T10:11:12Z | Z",
                "2004-03-05T10:11:12.345678Z | Z",
                "2004-03-05 10:11:12 UTC | Z",
                "2004-03-05T10-11-12Z | Z",
                "2004-03-05-T10:11:12Z | Z",
                "2004-03-05T10:11:12+0200 | +02:00",
                "2004-03-05T10:11:12+02:00 | +02:00",
                "2004-03-05 10:11:12+02 | +02:00",
                "2004-03-05 10:11:12 -0330 | -03:30",
                "2004-03-05 10:11:12 (GMT+0:00) | Z",
                "2004-03-05 10:11:12 (UTC+8) | +08:00",
                "05-03-2004 10:11:12 GMT+1 | +01:00",
                "2004-03-05 10:11:12 CLST | -03:00",
                "05/03/2004 10:11:12 EEST | +03:00",
                "Fri Mar 05 10:11:12 GMT 2004 | Z",
                "Fri Mar 05 10:11:12 2004 PST | -08:00",
                "1078481472 | Z",
                "1078481472000 | Z",
                "Mar 05 10:11:12 PDT 2004 | -07:00",
                "Fri Mar  5 10:11:12 2004 | ",
                "5th March 2004 at 10:11:12.000 | ",
                "2004-03-05/10:11:12 | ",
                "2004.03.05 10:11:12 | ",
                "05.03.2004 10:11:12 | ",
                "05-Mar-2004 10:11:12 AM | ",
                "2004-03-05 10:11:12 CST | ",
                "2004-03-05 10:11:12 - see the terms | ",
            })
    void aTimeIsReadWithTheZoneThatIsWritten(String text, String offset) {
        WrittenDate date = DateReader.read(text, DayOrder.DAY_FIRST);
        assertThat(date).isNotNull();
        assertThat(date.day()).isEqualTo(LocalDate.of(2004, 3, 5));
        assertThat(date.time()).isEqualTo(LocalTime.of(10, 11, 12));
        assertThat(date.offset() == null ? null : date.offset().getId()).isEqualTo(offset);
    }

    @Test
    void theAfternoonIsNotTheMorning() {
        assertThat(read("3/5/2004 12:05:00 AM", DayOrder.MONTH_FIRST).time())
                .isEqualTo(LocalTime.of(0, 5));
        assertThat(read("3/5/2004 4:05:00 PM", DayOrder.MONTH_FIRST).time())
                .isEqualTo(LocalTime.of(16, 5));
    }

    @Test
    void dayAndMonthAreNeverGuessed() {
        assertThat(DateReader.read("03/05/2004", DayOrder.UNKNOWN)).isNull();
        assertThat(read("03/05/2004", DayOrder.MONTH_FIRST).day())
                .isEqualTo(LocalDate.of(2004, 3, 5));
        assertThat(read("03/25/2004", DayOrder.UNKNOWN).day()).isEqualTo(LocalDate.of(2004, 3, 25));
        assertThat(read("25/03/2004", DayOrder.UNKNOWN).day()).isEqualTo(LocalDate.of(2004, 3, 25));
    }

    @ParameterizedTest
    @ValueSource(strings = {"before Aug-1996", "before 1 August 1996", "prior to 01-Aug-1996"})
    void whatWasBeforeADayIsNotOnIt(String text) {
        WrittenDate date = DateReader.read(text, DayOrder.DAY_FIRST);
        assertThat(date).isNotNull();
        assertThat(date.day()).isEqualTo(LocalDate.of(1996, 8, 1));
        assertThat(date.before()).isTrue();
    }

    @Test
    void whatWasBeforeAYearIsNotInIt() {
        assertThat(read("Before 2001", DayOrder.UNKNOWN))
                .isEqualTo(new WrittenDate(LocalDate.of(2001, 1, 1), null, null, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yes",
                "to: 2004-03-05",
                "1078481472 12",
                "never",
                "2004",
                "March",
                "March 2004",
                "2004-13-45",
                "30.02.2004",
                "0000-00-00",
                "2004-03-05T99:99:99Z",
                "99999999999999999999",
                "10.0.0.1",
                "+41 44 268 12 12",
                "12-34",
                "NIC-2004-03-05"
            })
    void whatIsNoDateIsNone(String text) {
        assertThat(DateReader.read(text, DayOrder.DAY_FIRST)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2004-09-3", "2004-10-1", "2004-10-2", "3.9.20"})
    void aDateThatBreaksOffMayBeAnotherOne(String text) {
        assertThat(DateReader.mayContinue(text)).isTrue();
        assertThat(DateReader.mayContinue("2004-09-30")).isFalse();
    }

    private static WrittenDate read(String text, DayOrder order) {
        return Objects.requireNonNull(DateReader.read(text, order));
    }
}
