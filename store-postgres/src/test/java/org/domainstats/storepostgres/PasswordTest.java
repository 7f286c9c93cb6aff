package org.domainstats.storepostgres;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.domainstats.postgres.PostgresAddress;
import org.domainstats.postgreskit.FaultyProxy;
import org.domainstats.postgreskit.FaultyProxy.Cut;
import org.domainstats.processkit.Await;
import org.domainstats.store.StoreException;
import org.domainstats.storepostgres.PostgresStore.ServerDisk;
import org.domainstats.storesqlite.SqliteContactJournal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** A password that cannot be had. */
final class PasswordTest {

    /**
     * With an empty file the start was tried for 20 s, and said that it cannot be used just now.
     */
    @Test
    void whatIsWrongWithItIsSaid() {
        TestDatabase database = TestDatabase.create();
        assertThatThrownBy(
                        () ->
                                PostgresStore.open(
                                        database.address(),
                                        () -> {
                                            throw new StoreException("the file is empty");
                                        },
                                        Duration.ofSeconds(1)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the file is empty");
    }

    /** It was tried for 20 s, and the first fault told: that a connection was cut. */
    @Test
    void whatIsFoundOutInALaterAttemptIsSaid(@TempDir Path folder) throws Exception {
        AtomicInteger cuts = new AtomicInteger();
        try (FaultyProxy proxy = FaultyProxy.start(TestDatabase.server().port())) {
            proxy.disturb(
                    (_, _) -> {
                        cuts.incrementAndGet();
                        return new Cut();
                    });
            PostgresAddress stranger =
                    PostgresAddress.parse(
                            "postgresql://stranger@127.0.0.1:" + proxy.port() + "/postgres");
            CompletableFuture<PostgresStore> starting =
                    CompletableFuture.supplyAsync(
                            () ->
                                    PostgresStore.openForServer(
                                            stranger,
                                            () -> null,
                                            Duration.ofSeconds(1),
                                            new ServerDisk(
                                                    folder,
                                                    SqliteContactJournal.open(
                                                            folder.resolve("journal.db")))));
            Await.until("tried and tried again", () -> cuts.get() >= 3);
            proxy.heal();
            assertThatThrownBy(starting::join).hasMessageContaining("login refused");
        }
    }
}
