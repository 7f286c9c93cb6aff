package org.domainstats.lookup.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.DomainName;
import org.junit.jupiter.api.Test;

import java.util.List;

class PrivateNamesTest {

    private final PrivateNames privateNames =
            new PrivateNames(List.of(".corp", "LOCAL"), List.of("Example.com"));

    @Test
    void topLevelDomainSheltersAllBelowIt() {
        assertThat(privateNames.contains(new DomainName("mail.example.corp"))).isTrue();
        assertThat(privateNames.contains(new DomainName("printer.local"))).isTrue();
    }

    @Test
    void domainSheltersItselfAndAllBelowIt() {
        assertThat(privateNames.contains(new DomainName("example.com"))).isTrue();
        assertThat(privateNames.contains(new DomainName("a.b.example.com"))).isTrue();
    }

    /** The original's own default for prohibited_tlds is a whole domain. */
    @Test
    void wholeDomainAmongTheTopLevelDomainsCountsToo() {
        PrivateNames names = new PrivateNames(List.of("contoso.com", ".corp."), List.of());
        assertThat(names.contains(new DomainName("mail.contoso.com"))).isTrue();
        assertThat(names.contains(new DomainName("mail.corp"))).isTrue();
        assertThat(names.contains(new DomainName("example.com"))).isFalse();
    }

    @Test
    void lookalikeIsNotSheltered() {
        assertThat(privateNames.contains(new DomainName("badexample.com"))).isFalse();
        assertThat(privateNames.contains(new DomainName("example.com.evil.net"))).isFalse();
    }
}
