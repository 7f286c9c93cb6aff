package org.domainstats.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefangedTest {

    @ParameterizedTest
    @CsvSource({
        "evil[.]example, evil.example",
        "www[.]evil(.)co{.}uk, www.evil.co.uk",
        "evil(dot)example, evil.example",
        "EVIL[DOT]example, EVIL.example",
        "hxxp://evil[.]example, evil.example",
        "hxxps://www.evil[.]example/, www.evil.example",
        "hXXps://evil.example:8443/login.php?x=1, evil.example",
        "hxxp[:]//evil[.]example/a, evil.example",
        "hxxps[://]evil[.]example, evil.example",
        "https:[//]evil[.]example, evil.example",
    })
    void nameIsFoundAgain(String text, String name) {
        assertThat(Defanged.name(text)).isEqualTo(name);
    }

    /** Each is a name as it stands, or is none by any reading. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "https://evil.example/a",
                "evil.example:53",
                "",
                "[",
                "[2001:db8::1]",
                "x[dot].evil.example",
                "x.[.]evil.example",
                "[.]evil.example",
                "hxxp://good.example/x.evil.example",
                "hxxp://good[.]example/.evil.example",
            })
    void whatMayBeAnotherNameStaysAsItIs(String text) {
        assertThat(Defanged.name(text)).isEqualTo(text);
    }

    /** A tunnel chooses the labels in front of its domain. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a[.]b.evil.com",
                "a[dot].evil.com",
                "(dot)a.evil.com",
                "hxxp://good[.]com.evil.com",
                "hxxp[:]//good.com/.evil.com",
                "x[.]good.com.evil.com",
                "good(.)com/a[.]b.evil.com",
            })
    void noLabelHidesTheDomainBehindIt(String text) {
        Hostnames hostnames = new Hostnames(PublicSuffixList.carried());
        assertThat(hostnames.reduce(Defanged.name(text)))
                .isInstanceOfSatisfying(
                        PublicName.class,
                        name -> assertThat(name.domain().ascii()).isEqualTo("evil.com"));
    }

    @Test
    @Timeout(60)
    void longTextsTakeNoTime() {
        for (String unit : new String[] {"[", "[.", "(dot", "a[.]", "hxxp[", "."}) {
            for (int i = 0; i < 20; i++) {
                assertThat(Defanged.name(unit.repeat(20_000))).isNotNull();
            }
        }
    }
}
