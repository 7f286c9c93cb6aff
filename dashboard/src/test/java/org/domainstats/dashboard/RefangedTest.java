package org.domainstats.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class RefangedTest {

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
        assertThat(Refanged.name(indicator)).isEqualTo(name);
    }

    /** A pattern that tries each place anew took minutes for these. */
    @Test
    @Timeout(60)
    void manyBracketsTakeNoTime() {
        String brackets = "]".repeat(2_046) + "x";
        for (int i = 0; i < 20_000; i++) {
            assertThat(Refanged.name(brackets)).isEqualTo("x");
        }
    }

    @Test
    void listsAreTakenApartAndBounded() {
        assertThat(Refanged.indicators(" a.com,b.com;\r\n\"c.com\"\t<d.com>|e.com ", 4))
                .isEqualTo(List.of("a.com", "b.com", "c.com", "d.com"));
        assertThat(Refanged.indicators("", 4)).isEmpty();
        assertThat(Refanged.indicators("x".repeat(100_000), 4)).isEmpty();
    }
}
