package org.domainstats.storekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.domainstats.storekit.TestSites.A;
import static org.domainstats.storekit.TestSites.B;
import static org.domainstats.storekit.TestSites.C;
import static org.domainstats.storekit.TestSites.EARLY;

import org.domainstats.model.DomainName;
import org.domainstats.model.FeedVersion;
import org.domainstats.model.KnownDomain;
import org.domainstats.store.KnownDomains;
import org.domainstats.store.KnownDomains.Change;
import org.domainstats.store.KnownDomains.Change.Put;
import org.domainstats.store.KnownDomains.Change.Rank;
import org.domainstats.store.KnownDomains.Change.Remove;
import org.domainstats.store.KnownDomains.Scope;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What each kind of update does to the known domains. */
public interface KnownDomainsContract {

    /** Opens the known domains of this test as one more process would. */
    KnownDomains open();

    private static KnownDomain known(int rank, boolean established, @Nullable Instant registered) {
        return new KnownDomain(rank, established, registered);
    }

    private static KnownDomain ranked(int rank) {
        return known(rank, false, null);
    }

    private static KnownDomain established(int rank) {
        return known(rank, true, null);
    }

    private static Iterator<Change> changes(Change... changes) {
        return List.of(changes).iterator();
    }

    private static long apply(KnownDomains domains, Scope scope, Change... changes) {
        return domains.apply(scope, new FeedVersion(1, 0), changes(changes));
    }

    @Test
    default void nothingIsKnownAtFirst() {
        try (KnownDomains domains = open()) {
            assertThat(domains.find(A)).isEmpty();
            assertThat(domains.count()).isZero();
            assertThat(domains.version()).isEqualTo(FeedVersion.NONE);
        }
    }

    @ParameterizedTest
    @EnumSource
    default void whatWasAppliedOutlivesTheProcess(Scope scope) {
        KnownDomain full = known(7, true, EARLY);
        KnownDomain bare = known(KnownDomain.UNRANKED, true, null);
        try (KnownDomains domains = open()) {
            assertThat(
                            domains.apply(
                                    scope,
                                    new FeedVersion(3, 17),
                                    changes(new Put(A, full), new Put(B, bare))))
                    .isEqualTo(2);
        }
        try (KnownDomains domains = open()) {
            assertThat(domains.find(A)).contains(full);
            assertThat(domains.find(B)).contains(bare);
            assertThat(domains.version()).isEqualTo(new FeedVersion(3, 17));
            assertThat(domains.count()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    default void everyChangeOfAnyProcessMakesANewGeneration(Scope scope) {
        try (KnownDomains one = open();
                KnownDomains other = open()) {
            long before = one.generation();
            assertThat(one.find(A)).isEmpty();
            apply(other, scope, new Put(A, established(1)));
            assertThat(one.generation()).isGreaterThan(before).isEqualTo(other.generation());
            assertThat(one.find(A)).contains(established(1));
            assertThat(one.count()).isEqualTo(1);
        }
    }

    @Test
    default void aDeltaLeavesTheRestAsItWas() {
        try (KnownDomains domains = open()) {
            apply(domains, Scope.DELTA, new Put(A, established(1)), new Put(B, established(2)));
            apply(domains, Scope.DELTA, new Remove(B), new Put(C, established(3)), new Remove(B));
            assertThat(domains.find(A)).contains(established(1));
            assertThat(domains.find(B)).isEmpty();
            assertThat(domains.find(C)).contains(established(3));
            assertThat(domains.count()).isEqualTo(2);
        }
    }

    @Test
    default void aSnapshotForgetsWhatItDoesNotName() {
        try (KnownDomains domains = open()) {
            apply(
                    domains,
                    Scope.DELTA,
                    new Put(A, established(1)),
                    new Put(B, known(2, true, EARLY)));
            apply(domains, Scope.SNAPSHOT, new Rank(C, 9), new Put(B, established(5)));
            assertThat(domains.find(A)).isEmpty();
            assertThat(domains.find(B)).contains(established(5));
            assertThat(domains.find(C)).contains(ranked(9));
            assertThat(domains.count()).isEqualTo(2);
        }
    }

    @Test
    default void aListOfRanksTakesAwayRanksAndWhatWasKnownByRankAlone() {
        KnownDomain young = known(8, false, EARLY);
        try (KnownDomains domains = open()) {
            apply(
                    domains,
                    Scope.DELTA,
                    new Put(A, known(1, true, EARLY)),
                    new Put(B, young),
                    new Rank(C, 3));
            apply(domains, Scope.RANKS);
            assertThat(domains.find(A)).contains(known(KnownDomain.UNRANKED, true, EARLY));
            assertThat(domains.find(B)).contains(known(KnownDomain.UNRANKED, false, EARLY));
            assertThat(domains.find(C)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    default void aRankAloneNeverEstablishes(Scope scope) {
        try (KnownDomains domains = open()) {
            apply(domains, scope, new Rank(A, 1));
            assertThat(domains.find(A)).contains(ranked(1));
        }
    }

    @Test
    default void aRankKeepsWhatElseIsKnown() {
        try (KnownDomains domains = open()) {
            apply(
                    domains,
                    Scope.DELTA,
                    new Put(A, known(5, true, EARLY)),
                    new Put(B, established(6)));
            apply(domains, Scope.DELTA, new Rank(A, 70));
            assertThat(domains.find(A)).contains(known(70, true, EARLY));
            apply(domains, Scope.RANKS, new Rank(A, 80));
            assertThat(domains.find(A)).contains(known(80, true, EARLY));
            assertThat(domains.find(B)).contains(established(KnownDomain.UNRANKED));
        }
    }

    @Test
    default void ofSeveralRanksInOneListTheBestCounts() {
        try (KnownDomains domains = open()) {
            apply(domains, Scope.DELTA, new Rank(A, 1));
            apply(
                    domains,
                    Scope.RANKS,
                    new Rank(A, 30),
                    new Rank(B, 5),
                    new Rank(A, 20),
                    new Rank(A, 40));
            assertThat(domains.find(A)).contains(ranked(20));
        }
    }

    @ParameterizedTest
    @EnumSource
    default void changesToOneDomainCountInTheirOrder(Scope scope) {
        try (KnownDomains domains = open()) {
            apply(
                    domains,
                    scope,
                    new Put(A, known(1, true, EARLY)),
                    new Put(B, established(2)),
                    new Rank(C, 3),
                    new Remove(B),
                    new Put(A, ranked(9)),
                    new Remove(C),
                    new Rank(C, 4),
                    new Put(B, ranked(8)));
            assertThat(domains.find(A)).as("a later Put sets all").contains(ranked(9));
            assertThat(domains.find(B)).contains(ranked(8));
            assertThat(domains.find(C)).contains(ranked(4));
            assertThat(domains.count()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    default void nothingButAVersionCanBeApplied(Scope scope) {
        try (KnownDomains domains = open()) {
            assertThat(domains.apply(scope, new FeedVersion(2, 1), changes())).isZero();
            assertThat(domains.version()).isEqualTo(new FeedVersion(2, 1));
        }
    }

    @ParameterizedTest
    @EnumSource
    default void anUpdateThatBreaksOffChangesNothing(Scope scope) {
        try (KnownDomains domains = open()) {
            domains.apply(
                    Scope.SNAPSHOT,
                    new FeedVersion(1, 5),
                    changes(new Put(A, established(1)), new Rank(B, 2)));
            long generation = domains.generation();
            Iterator<Change> torn = FaultyUpdates.breakingOff(20_000);
            assertThatThrownBy(() -> domains.apply(scope, new FeedVersion(2, 0), torn))
                    .isInstanceOf(FaultyUpdates.Torn.class);
            assertThat(all(domains))
                    .containsExactly(new Put(A, established(1)), new Put(B, ranked(2)));
            assertThat(domains.version()).isEqualTo(new FeedVersion(1, 5));
            assertThat(domains.generation()).isEqualTo(generation);
            assertThat(domains.count()).isEqualTo(2);
            assertThat(apply(domains, scope, new Rank(C, 3))).as("the next one succeeds").isOne();
        }
    }

    @Test
    default void allAreReadInOrderOfName() {
        List<DomainName> names = new ArrayList<>(TestSites.numbered(3_000));
        try (KnownDomains domains = open()) {
            Iterator<Change> puts =
                    names.reversed().stream()
                            .<Change>map(name -> new Put(name, established(1)))
                            .iterator();
            domains.apply(Scope.SNAPSHOT, new FeedVersion(1, 0), puts);
            names.sort(null);
            assertThat(all(domains)).extracting(Put::domain).isEqualTo(names);
        }
    }

    private static List<Put> all(KnownDomains domains) {
        List<Put> all = new ArrayList<>();
        domains.forEach(all::add);
        return all;
    }

    @ParameterizedTest
    @EnumSource
    default void manyChangesAreAllApplied(Scope scope) {
        List<DomainName> names = TestSites.numbered(6_000);
        try (KnownDomains domains = open()) {
            Iterator<Change> puts =
                    names.stream().<Change>map(name -> new Put(name, established(1))).iterator();
            assertThat(domains.apply(scope, new FeedVersion(1, 0), puts)).isEqualTo(names.size());
            assertThat(domains.count()).isEqualTo(names.size());
            assertThat(domains.find(names.getLast())).isEqualTo(Optional.of(established(1)));
        }
    }

    @Test
    default void manyAreFoundAtOnceAndTheOthersAreLeftOut() {
        List<DomainName> domains = TestSites.numbered(3_000);
        DomainName last = domains.getLast();
        try (KnownDomains known = open()) {
            assertThat(known.findAll(domains)).isEmpty();
            apply(known, Scope.DELTA, new Put(A, ranked(1)), new Put(last, established(2)));
            assertThat(known.findAll(List.of())).isEmpty();
            List<DomainName> asked = new ArrayList<>(domains);
            asked.add(A);
            asked.add(A);
            assertThat(known.findAll(asked)).isEqualTo(Map.of(A, ranked(1), last, established(2)));
        }
    }
}
