package org.domainstats.storepostgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.postgres.PostgresAddress;
import org.domainstats.postgreskit.EmbeddedPostgres;
import org.domainstats.postgreskit.FaultyProxy;
import org.domainstats.postgreskit.FaultyProxy.Cut;
import org.domainstats.postgreskit.FaultyProxy.Swallowed;
import org.domainstats.postgreskit.FaultyProxy.Treatment;
import org.domainstats.store.ContactJournal;
import org.domainstats.storepostgres.PostgresStore.ServerDisk;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** An empty database, by a way on which it can be lost. */
record LosableDatabase(TestDatabase database, FaultyProxy proxy) implements AutoCloseable {

    /** A busy machine takes most of a second to connect; a database that hangs costs this once. */
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    static LosableDatabase of(TestDatabase database) throws IOException {
        database.clear();
        return new LosableDatabase(database, FaultyProxy.start(TestDatabase.server().port()));
    }

    PostgresStore serve(Path folder, ContactJournal journal) {
        return serve(folder, journal, TIMEOUT);
    }

    PostgresStore serve(Path folder, ContactJournal journal, Duration timeout) {
        PostgresAddress address =
                PostgresAddress.parse(
                        "postgresql://%s@127.0.0.1:%d/%s"
                                .formatted(
                                        EmbeddedPostgres.SUPERUSER,
                                        proxy.port(),
                                        database.address().database()));
        return PostgresStore.openForServer(
                address, () -> null, timeout, new ServerDisk(folder, journal));
    }

    void lose(boolean hung) {
        Treatment treatment = hung ? new Swallowed() : new Cut();
        proxy.disturb((_, _) -> treatment);
    }

    static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    @Override
    public void close() throws IOException {
        proxy.close();
    }
}
