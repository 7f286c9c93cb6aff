package org.domainstats.storesqlite;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.DomainName;
import org.domainstats.sqlite.PreparedStatements;
import org.domainstats.sqlite.ReaderPool;
import org.domainstats.sqlite.SqliteFile;
import org.domainstats.sqlite.WriteQueue;
import org.domainstats.store.Contact;
import org.domainstats.store.Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A process that only meets sites which another one wrote does not read the log for each of them.
 */
final class ContactReadsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final int FEW = ContactReads.FAR_BEHIND / 2;
    private static final int MANY = ContactReads.FAR_BEHIND * 3;

    @TempDir Path folder;
    private SqliteFile file;
    private WriteQueue writer;
    private ReaderPool readers;
    private ContactLog log;
    private ContactReads reads;
    private Store other;

    @BeforeEach
    void open() {
        other = SqliteStore.open(folder.resolve("contacts.db"));
        file = SqliteFile.durable(folder.resolve("contacts.db"));
        writer = new WriteQueue(file);
        readers = new ReaderPool(file);
        log = new ContactLog(readers);
        reads = new ContactReads(readers, writer, log);
    }

    @AfterEach
    void close() {
        writer.close();
        readers.close();
        other.close();
    }

    private void writeByOther(int from, int to) {
        List<DomainName> sites =
                IntStream.range(from, to).mapToObj(i -> new DomainName(name(i))).toList();
        assertThat(other.contacts().recordAllIfAbsent(sites, NOW)).allMatch(Contact::first);
    }

    private static String name(int number) {
        return "site-" + number + ".example";
    }

    /** Whatever was to be written soon is done when this is. */
    private long lastInMemory() {
        writer.write(_ -> true);
        return log.recent().last();
    }

    @Test
    void aLookThatReadsFarTakesTheLogIntoMemory() {
        writeByOther(0, MANY);
        assertThat(reads.find(name(MANY - 1))).isEqualTo(known());
        assertThat(lastInMemory()).isEqualTo(MANY);
        assertThat(reads.find(name(0))).isEqualTo(known());
    }

    @Test
    void aLookForManyDoesSoToo() {
        writeByOther(0, MANY);
        assertThat(reads.findAll(List.of(name(0), name(MANY - 1))))
                .containsExactly(known(), known());
        assertThat(lastInMemory()).isEqualTo(MANY);
    }

    @Test
    void aShortWayIsReadWithEachLook() {
        writeByOther(0, FEW);
        assertThat(reads.find(name(0))).isEqualTo(known());
        assertThat(reads.findAll(List.of(name(FEW - 1)))).containsExactly(known());
        assertThat(lastInMemory()).isZero();
    }

    @Test
    void itIsAskedForAgainWhenTheOtherHasGoneOn() {
        writeByOther(0, MANY);
        reads.find(name(0));
        assertThat(lastInMemory()).isEqualTo(MANY);
        writeByOther(MANY, 2 * MANY);
        reads.find(name(0));
        assertThat(lastInMemory()).isEqualTo(2 * MANY);
    }

    @Test
    void knownSitesAreFoundWhileAnotherProcessHoldsTheLockAndCatchingUpIsTriedAgain()
            throws SQLException {
        writeByOther(0, MANY);
        try (PreparedStatements holder = new PreparedStatements(file.open())) {
            holder.begin();
            for (int i = 0; i < 10; i++) {
                assertThat(reads.find(name(i))).isEqualTo(known());
            }
            holder.commit();
        }
        reads.find(name(0));
        assertThat(lastInMemory()).isEqualTo(MANY);
    }

    private static ContactRead known() {
        return new ContactRead.Known(NOW.toEpochMilli());
    }
}
