package org.domainstats.logformats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowsDnsLineTest {

    @ParameterizedTest
    @CsvSource({
        "(3)www(6)google(3)com(0),www.google.com",
        "(5)a(3)b(3)com(0),a(3)b.com",
        "(0),.",
    })
    void labelsOfWindowsAreTakenByTheirLength(String written, String name) {
        assertThat(WindowsDnsLine.name(written, 0)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(4)www(0)", "(3)www", "(64)x(0)", "()x", "x", "(3)www("})
    void aLabelOfAnotherLengthIsNoName(String written) {
        assertThat(WindowsDnsLine.name(written, 0)).isNull();
    }
}
