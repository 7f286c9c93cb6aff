package org.domainstats.sourcecheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.domainstats.sourcecheck.Comparison.RDAP_WITH_KNOWN;
import static org.domainstats.sourcecheck.Comparison.RDAP_WITH_WHOIS;
import static org.domainstats.sourcecheck.Comparison.WHOIS_WITH_KNOWN;

import org.domainstats.model.DomainName;
import org.domainstats.registrykit.Behaviour;
import org.domainstats.registrykit.LoopbackRegistry;
import org.domainstats.sourcecheck.CheckedDomain.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A check over real sockets, of registries that say what they like. */
class SourceCheckTest {

    private static final String DATE = "2001-02-03T04:05:06Z";
    private static final String OTHER = "2011-02-03T04:05:06Z";

    private final Registries registries = new Registries();
    private final LoopbackRegistry com = registries.registry("com");

    @TempDir private Path folder;

    @AfterEach
    void close() {
        registries.close();
    }

    @Test
    void allThatSayTheSameAgree() {
        com.on("a.com", Behaviour.registered(DATE));

        CheckedDomain checked = registries.check(folder, "a.com", "2001-02-03T00:00:00Z");

        assertThat(checked.agreed())
                .containsExactly(RDAP_WITH_WHOIS, RDAP_WITH_KNOWN, WHOIS_WITH_KNOWN);
        assertThat(checked.result()).isEqualTo(Result.AGREED);
    }

    @Test
    void anotherDateOverWhoisDisagreesWithBoth() {
        com.onRdap("a.com", Behaviour.registered(DATE));
        com.onWhois("a.com", Behaviour.registered(OTHER));

        CheckedDomain checked = registries.check(folder, "a.com", DATE);

        assertThat(checked.disagreed()).containsExactly(RDAP_WITH_WHOIS, WHOIS_WITH_KNOWN);
        assertThat(checked.agreed()).containsExactly(RDAP_WITH_KNOWN);
        assertThat(checked.result()).isEqualTo(Result.DISAGREED);
    }

    @Test
    void freeForOneAndTakenForTheOtherDisagrees() {
        com.onRdap("a.com", new Behaviour.Undisclosed());
        com.onWhois("a.com", new Behaviour.Unregistered());

        assertThat(registries.check(folder, "a.com", null).disagreed())
                .containsExactly(RDAP_WITH_WHOIS);
    }

    @Test
    void freeForBothAgreesButNotWithAKnownDate() {
        CheckedDomain checked = registries.check(folder, "free.com", DATE);

        assertThat(checked.agreed()).containsExactly(RDAP_WITH_WHOIS);
        assertThat(checked.disagreed()).containsExactly(RDAP_WITH_KNOWN, WHOIS_WITH_KNOWN);
    }

    @Test
    void withoutADateThereIsNothingToCompare() {
        com.onRdap("a.com", new Behaviour.Undisclosed());
        com.onWhois("a.com", Behaviour.registered(DATE));

        assertThat(registries.check(folder, "a.com", null).result()).isEqualTo(Result.NOT_COMPARED);
    }

    @Test
    void aSourceThatFailsIsNotCompared() {
        com.onRdap("a.com", Behaviour.throttled());
        com.onWhois("a.com", Behaviour.registered(DATE));

        CheckedDomain checked = registries.check(folder, "a.com", DATE);

        assertThat(checked.agreed()).containsExactly(WHOIS_WITH_KNOWN);
        assertThat(checked.disagreed()).isEmpty();
    }

    @Test
    void aRegistryWithWhoisAloneIsComparedWithTheKnownDate() {
        registries.internet().withoutRdap("com");
        registries.registry("org");
        com.onWhois("a.com", Behaviour.registered(OTHER));

        CheckedDomain checked = registries.check(folder, "a.com", DATE);

        assertThat(checked.outcomes().rdap()).isNull();
        assertThat(checked.disagreed()).containsExactly(WHOIS_WITH_KNOWN);
    }

    @Test
    void itEndsBetweenTwoDomainsWhenToldTo() {
        List<CheckedDomain> seen = new ArrayList<>();
        List<SampledDomain> sample =
                List.of(
                        new SampledDomain(new DomainName("a.com"), null),
                        new SampledDomain(new DomainName("b.com"), null));

        List<CheckedDomain> checked =
                registries.check(folder).run(sample, seen::add, seen::isEmpty);

        assertThat(checked).hasSize(1).isEqualTo(seen);
    }
}
