package org.domainstats.sourcecheck;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.knowndomains.SqliteKnownDomains;
import org.domainstats.lookup.privacy.PrivateNames;
import org.domainstats.model.DomainName;
import org.domainstats.model.FeedVersion;
import org.domainstats.model.KnownDomain;
import org.domainstats.model.Precision;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.Source;
import org.domainstats.store.KnownDomains.Change;
import org.domainstats.store.KnownDomains.Scope;
import org.domainstats.store.StoredRegistration;
import org.domainstats.storesqlite.SqliteStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class DomainSampleTest {

    private static final Instant DATE = Instant.parse("2001-02-03T00:00:00Z");

    @TempDir private Path folder;
    private SqliteKnownDomains knownDomains;
    private SqliteStore store;
    private final List<Change> changes = new ArrayList<>();

    @BeforeEach
    void open() {
        knownDomains = SqliteKnownDomains.open(folder.resolve("known.db"));
        store = SqliteStore.open(folder.resolve("contacts.db"));
    }

    @AfterEach
    void close() {
        knownDomains.close();
        store.close();
    }

    @Test
    void aFewOfEachRegistryAndThoseWithADateFirst() {
        for (int i = 0; i < 200; i++) {
            known("undated" + i + ".com", null);
            known("undated" + i + ".org", null);
        }
        known("one.com", DATE);
        known("two.com", DATE);
        known("three.com", DATE);
        known("four.com", DATE);

        List<SampledDomain> sample = sample(60, PrivateNames.NONE);

        assertThat(sample).hasSize(6);
        assertThat(sample.stream().filter(each -> each.domain().tld().equals("com")))
                .hasSize(3)
                .allMatch(each -> DATE.equals(each.known()));
    }

    @Test
    void noMoreThanAskedForAndNoRegistryTwiceInARow() {
        for (String tld : List.of("com", "org", "net", "dev", "app", "io")) {
            for (int i = 0; i < 9; i++) {
                known("name" + i + "." + tld, null);
            }
        }

        List<SampledDomain> sample = sample(8, PrivateNames.NONE);

        assertThat(sample).hasSize(8);
        for (int i = 1; i < sample.size(); i++) {
            assertThat(sample.get(i).domain().tld()).isNotEqualTo(sample.get(i - 1).domain().tld());
        }
    }

    @Test
    void privateNamesAreNeverTaken() {
        known("ours.com", null);
        known("theirs.com", null);

        assertThat(sample(60, new PrivateNames(List.of(), List.of("ours.com"))))
                .extracting(SampledDomain::domain)
                .containsExactly(new DomainName("theirs.com"));
    }

    @Test
    void theDateOfAnEarlierLookUpStandsIn() {
        known("stored.com", null);
        store.registrations()
                .put(
                        new DomainName("stored.com"),
                        new StoredRegistration(
                                new Registered(DATE, null, Precision.DAY, null, Source.WHOIS),
                                DATE,
                                DATE));

        assertThat(sample(60, PrivateNames.NONE))
                .containsExactly(new SampledDomain(new DomainName("stored.com"), DATE));
    }

    private void known(String domain, @Nullable Instant registered) {
        changes.add(
                new Change.Put(
                        new DomainName(domain),
                        new KnownDomain(KnownDomain.UNRANKED, true, registered)));
    }

    private List<SampledDomain> sample(int most, PrivateNames privateNames) {
        knownDomains.apply(Scope.DELTA, FeedVersion.NONE, changes.iterator());
        return DomainSample.of(
                knownDomains, store.registrations(), privateNames, new Random(7), most);
    }
}
