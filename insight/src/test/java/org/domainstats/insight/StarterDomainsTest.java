package org.domainstats.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.domainstats.model.DomainName;
import org.domainstats.model.Hostnames;
import org.domainstats.model.PublicName;
import org.domainstats.model.PublicSuffixList;
import org.domainstats.processkit.SampleFolder;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

class StarterDomainsTest {

    private static final List<DomainName> DOMAINS = StarterDomains.inOrder();

    @Test
    void listStartsWithGoogleAndIsLongEnough() {
        assertThat(DOMAINS).hasSizeGreaterThanOrEqualTo(1_500);
        assertThat(DOMAINS.getFirst()).isEqualTo(new DomainName("google.com"));
    }

    @Test
    void eachNameIsThereOnce() {
        assertThat(DOMAINS).doesNotHaveDuplicates();
    }

    @Test
    void eachNameIsItsOwnDomainAndSite() {
        Hostnames hostnames = new Hostnames(PublicSuffixList.carried());
        assertThat(DOMAINS)
                .allSatisfy(
                        domain ->
                                assertThat(hostnames.reduce(domain.ascii()))
                                        .isEqualTo(new PublicName(domain, domain, domain)));
    }

    /** A typing mistake would be an unknown name, and all of ours are well known. */
    @Test
    void nearlyAllAreAmongTheHundredThousandMostPopular() throws IOException {
        Path ranks = SampleFolder.path().resolve("ranks/tranco_top100k_2026-08.csv");
        assumeTrue(Files.exists(ranks), () -> "no samples at " + ranks);
        Set<String> popular;
        try (var lines = Files.lines(ranks)) {
            popular =
                    lines.map(line -> line.substring(line.indexOf(',') + 1).strip())
                            .collect(Collectors.toSet());
        }
        assertThat(DOMAINS.stream().filter(domain -> popular.contains(domain.ascii())).count())
                .isGreaterThan(DOMAINS.size() * 95L / 100);
    }
}
