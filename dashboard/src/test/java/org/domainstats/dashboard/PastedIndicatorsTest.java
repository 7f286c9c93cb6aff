package org.domainstats.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class PastedIndicatorsTest {

    @ParameterizedTest
    @CsvSource({
        "evil.com, evil.com",
        "evil[.]com, evil.com",
        "evil(.)com, evil.com",
        "evil[dot]com, evil.com",
        "hxxps://login[.]evil[.]com/a?b=c, login.evil.com",
        "hXXp://evil.com:8080/x, evil.com",
        "hxxp[:]//evil.com, evil.com",
        "http://user:secret@evil.com/, evil.com",
        "bob@evil.com, evil.com",
        "*.evil.com, evil.com",
        ".evil.com., evil.com",
        "[evil.com], evil.com",
        "https://evil.com?x=a@b.org, evil.com",
        "evil.com#frag, evil.com",
        "bücher.example, bücher.example",
        "http://, ''",
    })
    void nameIsFoundInWhatPeoplePaste(String indicator, String name) {
        assertThat(PastedIndicators.name(indicator)).isEqualTo(name);
    }

    /** A pattern that tries each place anew took minutes for these. */
    @Test
    @Timeout(60)
    void manyBracketsTakeNoTime() {
        String brackets = "]".repeat(2_046) + "x";
        for (int i = 0; i < 20_000; i++) {
            assertThat(PastedIndicators.name(brackets)).isEqualTo("x");
        }
    }

    /** Of pages, mail and documents. */
    @ParameterizedTest
    @CsvSource({
        "evil\u200b.com, evil.com",
        "\ufeffevil.com, evil.com",
        "evil\u00ad[.]com, evil.com",
        "\u202emoc.live\u202c, moc.live",
        "\u2066evil.com\u2069, evil.com",
        "\udb40\udc01evil.com, evil.com",
    })
    void whatNobodySeesIsNoPartOfAName(String indicator, String name) {
        assertThat(PastedIndicators.name(indicator)).isEqualTo(name);
    }

    @Test
    void listsAreTakenApartAndBounded() {
        String text = " a.com,b.com;\r\n\"c.com\"\t<d.com>|e.com\u00a0f.com\u3000g\u3002com ";
        assertThat(PastedIndicators.indicators(text, 4).indicators())
                .isEqualTo(List.of("a.com", "b.com", "c.com", "d.com"));
        assertThat(PastedIndicators.indicators(text, 40).indicators())
                .endsWith("d.com", "e.com", "f.com", "g\u3002com");
        assertThat(PastedIndicators.indicators("", 4).indicators()).isEmpty();
        assertThat(PastedIndicators.indicators("x.".repeat(50_000), 4).indicators()).isEmpty();
    }

    /** Its words would have used up the places of ten thousand names. */
    @Test
    void tableOrReportIsTakenAsItIs() {
        String row = "evil[.]com,malware,2026-01-01,high\nWe saw login(dot)evil[dot]net there\n";
        PastedIndicators.Found found = PastedIndicators.indicators(row.repeat(5_000), 10_001);
        assertThat(found.indicators()).hasSize(10_000);
        assertThat(found.words()).isEqualTo(5_000 * 6);
    }
}
