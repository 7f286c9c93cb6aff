package org.domainstats.storesqlite;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.DomainName;
import org.domainstats.sqlite.ReaderPool;
import org.domainstats.sqlite.SqliteFile;
import org.domainstats.sqlite.WriteQueue;
import org.domainstats.store.Contact;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Sites that are known to be new without a look into the file. */
@Timeout(120)
final class SiteFilterTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final int OLDER = 10_000;

    /** Past what is read at once of what another process wrote. */
    private static final int VERY_MANY = 160_000;

    private static final int LOT = 4_000;

    @TempDir Path folder;
    private SqliteStore other;
    private ReaderPool readers;
    private WriteQueue writer;
    private ContactLog log;
    private ContactReads reads;

    @BeforeEach
    void open() {
        other = SqliteStore.open(folder.resolve("contacts.db"));
        SqliteFile file = SqliteFile.durable(folder.resolve("contacts.db"));
        readers = new ReaderPool(file);
        writer = new WriteQueue(file);
        log = new ContactLog(readers);
        reads = new ContactReads(readers, writer, log);
    }

    @AfterEach
    void close() {
        writer.close();
        readers.close();
        other.close();
    }

    private static List<String> sites(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> Integer.toString(i * 40_503 & 0xffffff, 36) + ".example")
                .toList();
    }

    private long firsts(List<String> sites) {
        List<ContactRead> read = reads.readBeforeWrite(sites);
        return writer.write(
                statements -> {
                    long firsts = 0;
                    for (ContactRead each : read) {
                        if (each instanceof ContactRead.Absent absent
                                && log.recordIfAbsent(statements, absent, NOW.toEpochMilli())
                                        .first()) {
                            firsts++;
                        }
                    }
                    return firsts;
                });
    }

    private long firstsOfOther(List<String> sites) {
        long firsts = 0;
        for (int from = 0; from < sites.size(); from += LOT) {
            List<DomainName> lot =
                    sites.subList(from, Math.min(sites.size(), from + LOT)).stream()
                            .map(DomainName::new)
                            .toList();
            firsts +=
                    other.contacts().recordAllIfAbsent(lot, NOW).stream()
                            .filter(Contact::first)
                            .count();
        }
        return firsts;
    }

    /** Until sites are known to be new without a read. */
    private void awaitFilter() {
        assertThat(firsts(sites(OLDER, OLDER + ContactLog.FILTER_AFTER)))
                .isEqualTo(ContactLog.FILTER_AFTER);
        int next = OLDER + ContactLog.FILTER_AFTER;
        while (!log.recent().isNew("never-asked.example")) {
            // Each transaction may begin the reading.
            assertThat(firsts(sites(next, next + 1))).isOne();
            next++;
        }
    }

    @Test
    void aProcessThatMeetsFewNewSitesDoesNotReadTheOldOnes() {
        assertThat(firsts(sites(0, ContactLog.FILTER_AFTER - 1))).isPositive();
        assertThat(firsts(sites(ContactLog.FILTER_AFTER, ContactLog.FILTER_AFTER + 1))).isOne();
        assertThat(log.recent().filter().isDisabled()).isTrue();
    }

    @Test
    void itsMemoryHasABoundPastWhichAnySiteMayHaveAContact() {
        SiteFilter filter = new SiteFilter(0, 0, 300_000);
        filter.readOlder(readers);
        int added = 0;
        while (!filter.isDisabled()) {
            filter.add("site" + added++);
        }
        assertThat(added).isBetween(100_000, 300_000);
        assertThat(filter.mightContain("never-added.example")).isTrue();
        assertThat(new SiteFilter(0, 300_000, 300_000).isDisabled()).isTrue();
    }

    @Test
    void oldSitesAreNeverTakenForNew() {
        firstsOfOther(sites(0, OLDER));
        awaitFilter();
        assertThat(sites(0, OLDER)).noneMatch(log.recent()::isNew);
        assertThat(firsts(sites(0, OLDER))).isZero();
    }

    @Test
    void whatAnotherProcessWritesLaterIsNotAnnouncedAgain() {
        awaitFilter();
        firstsOfOther(sites(0, OLDER));
        assertThat(firsts(sites(0, OLDER))).isZero();
        assertThat(sites(0, OLDER)).noneMatch(log.recent()::isNew);
    }

    @Test
    void norWhatItHasIndexedMeanwhile() {
        awaitFilter();
        int from = 1_000_000;
        List<String> many = sites(from, from + 3 * ContactLog.INDEX_AT);
        firstsOfOther(many);
        assertThat(firsts(many.subList(0, 1))).isZero();
        assertThat(log.recent().filter().isDisabled()).isFalse();
        assertThat(many).noneMatch(log.recent()::isNew);
        assertThat(firsts(many)).isZero();
    }

    @Test
    @Tag("long")
    void norVeryManyOfThem() {
        awaitFilter();
        int from = 1_000_000;
        List<String> many = sites(from, from + VERY_MANY);
        firstsOfOther(many);
        assertThat(firsts(many.subList(0, 1))).isZero();
        assertThat(many).noneMatch(log.recent()::isNew);
        assertThat(firsts(many)).isZero();
    }

    @Test
    void afterAResetEachIsNewOnce() {
        awaitFilter();
        List<String> sites = sites(OLDER, OLDER + ContactLog.FILTER_AFTER);
        other.contacts().reset();
        assertThat(firsts(sites)).isEqualTo(sites.size());
        assertThat(firsts(sites)).isZero();
    }

    @Test
    void whoIsClosedWhileItReadsGivesUp() {
        firstsOfOther(sites(0, OLDER));
        SiteFilter filter = new SiteFilter(0, OLDER);
        readers.close();
        filter.readOlder(readers);
        assertThat(filter.isDisabled()).isTrue();
        assertThat(filter.mightContain("never-asked.example")).isTrue();
    }
}
