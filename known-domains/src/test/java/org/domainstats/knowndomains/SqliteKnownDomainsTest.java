package org.domainstats.knowndomains;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.DomainName;
import org.domainstats.model.FeedVersion;
import org.domainstats.store.KnownDomains;
import org.domainstats.store.KnownDomains.Change;
import org.domainstats.store.StoreException;
import org.domainstats.storekit.KnownDomainsContract;
import org.domainstats.storekit.KnownDomainsUnderReadersContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

final class SqliteKnownDomainsTest
        implements KnownDomainsContract, KnownDomainsUnderReadersContract {

    @TempDir Path folder;

    @Override
    public KnownDomains open() {
        return SqliteKnownDomains.open(folder.resolve("known.db"));
    }

    @ParameterizedTest
    @EnumSource(KnownDomains.Scope.class)
    void updateEndsWhereItsThreadIsInterrupted(KnownDomains.Scope scope) throws Exception {
        try (KnownDomains known = open()) {
            CountDownLatch begun = new CountDownLatch(1);
            CompletableFuture<Throwable> failure = new CompletableFuture<>();
            Iterator<Change> endless =
                    Stream.<Change>generate(
                                    () -> {
                                        begun.countDown();
                                        return new Change.Rank(new DomainName("a.com"), 1);
                                    })
                            .iterator();
            Thread update =
                    Thread.ofPlatform()
                            .daemon()
                            .start(
                                    () -> {
                                        try {
                                            known.apply(scope, FeedVersion.of("1.1"), endless);
                                        } catch (StoreException e) {
                                            failure.complete(e);
                                        }
                                    });
            begun.await();
            update.interrupt();

            assertThat(failure.get(60, TimeUnit.SECONDS)).hasMessageContaining("stopped");
            assertThat(known.version()).isEqualTo(FeedVersion.NONE);
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files).noneMatch(each -> each.toString().endsWith("-staged"));
            }
        }
    }

    /** It said that nothing is announced any more, while contacts were. */
    @Test
    void removedFileIsSaidNotToBeUsed() throws Exception {
        try (KnownDomains known = open()) {
            Files.delete(folder.resolve("known.db"));
            assertThat(known.check())
                    .hasValueSatisfying(
                            fault ->
                                    assertThat(fault)
                                            .hasMessageContaining("was removed")
                                            .hasMessageContaining("answers go without it"));
        }
    }
}
