package org.domainstats.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.DomainName;
import org.junit.jupiter.api.Test;

import java.util.List;

class PrivateNamesTest {

    private final PrivateNames shelter =
            new PrivateNames(List.of(".corp", "LOCAL"), List.of("Example.com"));

    @Test
    void topLevelDomainSheltersAllBelowIt() {
        assertThat(shelter.shelters(new DomainName("mail.example.corp"))).isTrue();
        assertThat(shelter.shelters(new DomainName("printer.local"))).isTrue();
    }

    @Test
    void domainSheltersItselfAndAllBelowIt() {
        assertThat(shelter.shelters(new DomainName("example.com"))).isTrue();
        assertThat(shelter.shelters(new DomainName("a.b.example.com"))).isTrue();
    }

    @Test
    void lookalikeIsNotSheltered() {
        assertThat(shelter.shelters(new DomainName("badexample.com"))).isFalse();
        assertThat(shelter.shelters(new DomainName("example.com.evil.net"))).isFalse();
    }
}
