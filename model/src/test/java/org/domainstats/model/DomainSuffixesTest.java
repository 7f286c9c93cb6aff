package org.domainstats.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class DomainSuffixesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.com",
                ".example.com",
                "*.example.com",
                "EXAMPLE.com.",
                " ｅxample。com "
            })
    void suffixIsReadAsPeopleWriteIt(String written) {
        DomainSuffixes suffixes = DomainSuffixes.of(List.of(written));
        assertThat(suffixes.contain(new DomainName("example.com"))).isTrue();
        assertThat(suffixes.contain(new DomainName("a.b.example.com"))).isTrue();
        assertThat(suffixes.contain(new DomainName("notexample.com"))).isFalse();
        assertThat(suffixes.contain(new DomainName("com"))).isFalse();
    }

    @Test
    void topLevelDomainsAndUnicodeAreSuffixesToo() {
        DomainSuffixes suffixes = DomainSuffixes.of(List.of("local", "bücher.example", "", "a b"));
        assertThat(suffixes.suffixes())
                .containsExactly(new DomainName("local"), new DomainName("xn--bcher-kva.example"));
        assertThat(suffixes.find(new DomainName("printer.local")))
                .contains(new DomainName("local"));
    }
}
