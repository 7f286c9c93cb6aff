package org.domainstats.storekit;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.DomainName;
import org.domainstats.model.FeedVersion;
import org.domainstats.model.KnownDomain;
import org.domainstats.store.KnownDomains;
import org.domainstats.store.KnownDomains.Change;
import org.domainstats.store.KnownDomains.Change.Put;
import org.domainstats.store.KnownDomains.Scope;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Look-ups go on while the known domains change, and see the old state until the new is whole. */
public interface KnownDomainsUnderReadersContract {

    /** Opens the known domains of this test as one more process would. */
    KnownDomains open();

    private static void applyAll(KnownDomains domains, Scope scope, FeedVersion version, int rank) {
        domains.apply(
                scope,
                version,
                IntStream.range(0, 4_000)
                        .<Change>mapToObj(i -> new Put(name(i), new KnownDomain(rank, true, null)))
                        .iterator());
    }

    private static DomainName name(int number) {
        return new DomainName("site-" + number + ".example");
    }

    private static int rank(KnownDomains domains, int number) {
        return domains.find(name(number)).map(KnownDomain::rank).orElse(0);
    }

    @ParameterizedTest
    @EnumSource
    default void readersDoNotWaitForAnUpdateAndSeeTheOldState(Scope scope) {
        try (KnownDomains domains = open();
                KnownDomains ofOtherProcess = open()) {
            applyAll(domains, Scope.SNAPSHOT, new FeedVersion(1, 0), 7_777_777);
            List<Integer> seen = new ArrayList<>();
            Runnable look =
                    () -> {
                        seen.add(promptly(domains));
                        seen.add(promptly(ofOtherProcess));
                    };
            // More than goes into a store at once.
            domains.apply(
                    scope, new FeedVersion(1, 1), FaultyUpdates.withPause(60_000, 50_000, look));
            assertThat(seen).containsExactly(7_777_777, 7_777_777);
            assertThat(rank(domains, 0)).isEqualTo(1);
            assertThat(rank(ofOtherProcess, 0)).isEqualTo(1);
            assertThat(rank(domains, 60_000)).isEqualTo(60_001);
            assertThat(domains.count()).isEqualTo(60_001);
        }
    }

    /** From another thread, so that the lock of the one that applies is of no use to it. */
    private static int promptly(KnownDomains domains) {
        return CompletableFuture.supplyAsync(() -> rank(domains, 0))
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    @ParameterizedTest
    @EnumSource
    default void aReaderThatSawTheNewStateSeesNothingOldAnyMore(Scope scope) {
        try (KnownDomains domains = open()) {
            applyAll(domains, scope, new FeedVersion(1, 1), 1);
            CompletableFuture<Void> update =
                    CompletableFuture.runAsync(
                            () -> {
                                for (int rank = 2; rank <= 6; rank++) {
                                    applyAll(domains, scope, new FeedVersion(1, rank), rank);
                                }
                            });
            List<String> wrong = new ArrayList<>();
            int newest = 1;
            for (int i = 0; !update.isDone(); i = (i + 7) % 4_000) {
                int version = domains.version().minor();
                int first = rank(domains, i);
                int second = rank(domains, 3_999 - i);
                if (version < newest || first < version || second < first) {
                    wrong.add(newest + " " + version + " " + first + " " + second);
                }
                newest = second;
            }
            update.join();
            assertThat(wrong).isEmpty();
            assertThat(rank(domains, 0)).isEqualTo(6);
        }
    }
}
