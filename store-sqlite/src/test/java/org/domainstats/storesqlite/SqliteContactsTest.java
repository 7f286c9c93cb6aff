package org.domainstats.storesqlite;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.DomainName;
import org.domainstats.sqlite.SqliteFile;
import org.domainstats.store.Contact;
import org.domainstats.store.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Contacts in such numbers that their sites are indexed in between. */
final class SqliteContactsTest {

    private static final Instant EARLY = Instant.parse("2026-11-24T10:00:00Z");
    private static final Instant LATER = EARLY.plusSeconds(1);
    private static final int BATCH = 5_000;

    @TempDir Path folder;

    private SqliteStore open() {
        return SqliteStore.open(folder.resolve("contacts.db"));
    }

    /** Spread over the alphabet, so that the order of arrival is not that of names. */
    private static List<DomainName> sites(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(
                        i ->
                                new DomainName(
                                        Integer.toString(i * 40_503 & 0xfffff, 36) + ".example"))
                .toList();
    }

    private static long firsts(Store store, List<DomainName> sites, Instant at) {
        return store.contacts().recordAllIfAbsent(sites, at).stream()
                .filter(Contact::first)
                .count();
    }

    private int single(String query) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                "jdbc:sqlite:" + folder.resolve("contacts.db"));
                Statement statement = connection.createStatement()) {
            return SqliteFile.single(statement, query);
        }
    }

    @Test
    void twoProcessesThatTakeTurnsKnowEachOthersContacts() throws SQLException {
        int rounds = 14;
        long firsts = 0;
        try (Store one = open();
                Store other = open()) {
            for (int round = 0; round < rounds; round++) {
                Store store = round % 3 == 0 ? other : one;
                // Half of each batch was asked about before, mostly through the other one.
                int from = round * BATCH / 2;
                firsts += firsts(store, sites(from, from + BATCH), EARLY);
            }
            List<DomainName> all = sites(0, (rounds + 1) * BATCH / 2);
            assertThat(firsts).isEqualTo(all.size());
            assertThat(one.contacts().count()).isEqualTo(all.size());
            assertThat(single("SELECT indexed FROM contacts_state")).isPositive();
            for (Store store : List.of(one, other)) {
                assertThat(firsts(store, all, LATER)).isZero();
                assertThat(all.stream().filter(site -> store.contacts().find(site).isEmpty()))
                        .isEmpty();
            }
        }
        assertThat(
                        single(
                                "SELECT count(*) FROM (SELECT * FROM contact_sites UNION"
                                        + " SELECT * FROM contact_sites_newer)"
                                        + " JOIN contacts USING (id, site)"))
                .as("what is closed leaves nothing to index")
                .isEqualTo(single("SELECT indexed FROM contacts_state"))
                .isEqualTo(single("SELECT max(id) FROM contacts"));
    }

    @Test
    void whatAProcessLeftHalfIndexedIsIndexedByTheNext() {
        List<DomainName> sites = sites(0, 30_000);
        SqliteStore abandoned = open();
        for (int from = 0; from < sites.size(); from += BATCH) {
            firsts(abandoned, sites.subList(from, from + BATCH), EARLY);
        }
        try (Store next = open()) {
            assertThat(firsts(next, sites, LATER)).isZero();
            assertThat(firsts(next, sites(30_000, 60_000), LATER)).isEqualTo(30_000);
        }
        try (Store last = open()) {
            assertThat(firsts(last, sites(0, 60_000), LATER)).isZero();
            assertThat(last.contacts().find(sites.getFirst())).contains(EARLY);
        }
        abandoned.close();
    }

    @Test
    void aResetByAnotherProcessIsNoticedAtOnce() {
        List<DomainName> sites = sites(0, 25_000);
        try (Store one = open();
                Store other = open()) {
            firsts(one, sites, EARLY);
            assertThat(other.contacts().reset()).isEqualTo(25_000);
            assertThat(one.contacts().find(sites.getFirst())).isEmpty();
            assertThat(one.contacts().count()).isZero();
            assertThat(one.contacts().recordIfAbsent(sites.getFirst(), LATER))
                    .isEqualTo(new Contact(LATER, true));
            assertThat(firsts(other, sites, LATER)).isEqualTo(sites.size() - 1);
            assertThat(firsts(one, sites, EARLY)).isZero();
            assertThat(one.contacts().after(0, 1).getFirst().cursor()).isEqualTo(25_001);
        }
    }
}
