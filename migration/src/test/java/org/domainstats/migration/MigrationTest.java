package org.domainstats.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.domainstats.migration.PredecessorFiles.rfc1123;
import static org.domainstats.migration.PredecessorFiles.text;

import org.domainstats.migration.MigrationReport.Unreadable;
import org.domainstats.migration.PredecessorFiles.CacheRow;
import org.domainstats.migration.PredecessorFiles.Row;
import org.domainstats.model.DomainName;
import org.domainstats.model.Hostnames;
import org.domainstats.model.Precision;
import org.domainstats.model.PublicSuffixList;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.Source;
import org.domainstats.store.Contacts.LoggedContact;
import org.domainstats.store.StoredRegistration;
import org.domainstats.storesqlite.SqliteStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

final class MigrationTest {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final Instant FIRST = Instant.parse("2019-11-08T10:03:17Z");
    private static final Instant REGISTERED = Instant.parse("2015-12-12T19:34:59Z");
    private static final int MANY = 3_000;

    @TempDir Path folder;
    private SqliteStore store;

    @BeforeEach
    void openStore() {
        store = SqliteStore.open(folder.resolve("contacts.db"));
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void databaseOf2019KeepsItsInstantsWithoutTheOffset() throws Exception {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            rows.add(new Row("d" + i + ".com", text(REGISTERED, 0), text(at(i), -5)));
        }
        Path file = PredecessorFiles.database2019(folder.resolve("domain_stats.db"), rows);
        MigrationReport report = migrate(file, -5);
        assertThat(report.newContacts()).isEqualTo(MANY);
        assertThat(report.newRegistrations()).isEqualTo(MANY);
        assertThat(report.unreadable()).isZero();
        assertThat(store.contacts().find(new DomainName("d7.com"))).contains(at(7));
        assertThat(store.registrations().find(new DomainName("d7.com")))
                .map(StoredRegistration::outcome)
                .contains(
                        new Registered(REGISTERED, null, Precision.SECOND, null, Source.MIGRATED));
    }

    @Test
    void secondRunChangesNothingAndAnnouncesNothing() throws Exception {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            rows.add(new Row("d" + i + ".com", "UNAVAILABLE", text(at(i), 0)));
        }
        Path file = PredecessorFiles.database2019(folder.resolve("domain_stats.db"), rows);
        migrate(file, 0);
        List<LoggedContact> once = store.contacts().after(0, 2 * MANY);
        MigrationReport again = migrate(file, 0);
        assertThat(again.contacts()).isEqualTo(MANY);
        assertThat(again.newContacts()).isZero();
        assertThat(store.contacts().after(0, 2 * MANY)).isEqualTo(once);
        assertThat(store.contacts().recordIfAbsent(new DomainName("d9.com"), NOW).first())
                .isFalse();
    }

    @Test
    void awkwardRowsAreReducedAgainOrNamedWithTheirReason() throws Exception {
        Path file =
                PredecessorFiles.database2019(
                        folder.resolve("domain_stats.db"),
                        List.of(
                                new Row("trailing.com.", "ESTABLISHED", text(at(1), 0)),
                                new Row("www.cut.wrong.co.uk", "ESTABLISHED", text(at(2), 0)),
                                new Row("co.uk", "ESTABLISHED", text(at(3), 0)),
                                new Row("feed-only.com", "ESTABLISHED", "FIRST-CONTACT"),
                                new Row("no-time.com", "ESTABLISHED", "yesterday"),
                                new Row("bad-web.com", "20/1/2011", text(at(4), 0)),
                                new Row("future.com", "UNAVAILABLE", "2031-01-01 00:00:00"),
                                new Row(new byte[] {1, 2}, "UNAVAILABLE", text(at(5), 0))));
        MigrationReport report = migrate(file, 0);
        assertThat(store.contacts().after(0, 100))
                .extracting(contact -> contact.site().ascii())
                .containsExactlyInAnyOrder("trailing.com", "wrong.co.uk", "bad-web.com");
        assertThat(report.listed())
                .extracting(Unreadable::row)
                .containsExactly("row 3", "row 5", "row 6", "row 7", "row 8");
        assertThat(report.rows()).isEqualTo(8);
        assertThat(report.unreadable()).isEqualTo(4);
        assertThat(report.wrongValues()).isEqualTo(1);
        assertThat(report.listed().get(1).reason()).contains("seen_by_you", "yesterday");
    }

    @Test
    void earlierContactWins() throws Exception {
        store.contacts().recordIfAbsent(new DomainName("a.com"), FIRST);
        store.contacts().recordIfAbsent(new DomainName("b.com"), NOW);
        Path file =
                PredecessorFiles.database2019(
                        folder.resolve("domain_stats.db"),
                        List.of(
                                new Row("a.com", "ESTABLISHED", text(at(100), 0)),
                                new Row("b.com", "ESTABLISHED", text(at(100), 0))));
        migrate(file, 0);
        assertThat(store.contacts().find(new DomainName("a.com"))).contains(FIRST);
        assertThat(store.contacts().find(new DomainName("b.com"))).contains(at(100));
    }

    @Test
    void whatRegistriesSaidOfADomainStands() throws Exception {
        StoredRegistration known =
                new StoredRegistration(
                        new Registered(FIRST, null, Precision.SECOND, null, Source.RDAP), NOW, NOW);
        store.registrations().put(new DomainName("a.com"), known);
        Path file =
                PredecessorFiles.database2019(
                        folder.resolve("domain_stats.db"),
                        List.of(new Row("a.com", text(REGISTERED, 0), text(FIRST, 0))));
        assertThat(migrate(file, 0).newRegistrations()).isZero();
        assertThat(store.registrations().find(new DomainName("a.com"))).contains(known);
    }

    @Test
    void lastLayoutIsToldByItsColumns() throws Exception {
        Path file =
                PredecessorFiles.databaseOfLastLayout(
                        folder.resolve("domain_stats.db"),
                        List.of(
                                new Row("a.com", text(REGISTERED, 0), text(FIRST, 0)),
                                new Row("b.com", "ESTABLISHED", "FIRST-CONTACT")));
        assertThat(PredecessorFile.open(file, 0).description()).contains("last layout");
        assertThat(migrate(file, 0).newContacts()).isEqualTo(1);
    }

    @Test
    void cacheFolderOf1xIsReadWithoutPicklesAndWithinItsFolder() throws Exception {
        Files.writeString(folder.resolve("secret"), answer(FIRST));
        List<CacheRow> rows = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            rows.add(CacheRow.inRow("d" + i + ".com", answer(at(i))));
        }
        Path cache = folder.resolve("cache");
        rows.add(new CacheRow("pickle.com", 1, 4, null, "x"));
        rows.add(new CacheRow("outside.com", 1, 3, "../../secret", null));
        rows.add(new CacheRow("in-file.com", 1, 3, "value.val", null));
        rows.add(new CacheRow("not-json.com", 1, 1, null, "{"));
        rows.add(new CacheRow("raw-key.com", 0, 1, null, answer(FIRST)));
        PredecessorFiles.cacheFolder(cache, rows);
        for (int shard = 0; shard < 8; shard++) {
            Files.writeString(cache.resolve("00" + shard).resolve("value.val"), answer(FIRST));
        }
        MigrationReport report = migrate(cache, 0);
        assertThat(report.newContacts()).isEqualTo(MANY + 1);
        assertThat(store.contacts().find(new DomainName("in-file.com"))).contains(FIRST);
        assertThat(store.contacts().find(new DomainName("outside.com"))).isEmpty();
        assertThat(report.unreadable()).isEqualTo(4);
        assertThat(migrate(cache, 0).newContacts()).isZero();
    }

    @Test
    void exportOf1xHasRegistrations() throws Exception {
        Path file = folder.resolve("top1m.import");
        Files.writeString(
                file,
                "{\"freq_score\":[9.3769,6.832],\"seen_by_isc\":\"TOP1M\",\"seen_by_web\":\"Mon, 26"
                        + " Nov 2018 01:42:03 GMT\",\"expires\":1637890923.0005548,"
                        + "\"domain\":\"betterme-magazine.com\"}\n"
                        + "{\"seen_by_web\":\"Mon, 26 Nov 2018 01:42:03 GMT\"}\n"
                        + "not json\n");
        MigrationReport report = migrate(file, 0);
        assertThat(report.newRegistrations()).isEqualTo(1);
        assertThat(report.newContacts()).isZero();
        assertThat(report.listed()).extracting(Unreadable::row).containsExactly("line 2", "line 3");
    }

    @Test
    void ownExportMovesContactsToAnotherFolder() throws Exception {
        Path file = folder.resolve("contacts.csv");
        Files.writeString(
                file,
                "site,first_asked,last_asked,times,asked_by,clients\n"
                        + "a.com,"
                        + FIRST
                        + ","
                        + NOW.minusSeconds(60)
                        + ",17,\"a, b\",2\n"
                        + "b.com,never,never,0\n");
        MigrationReport report = migrate(file, 0);
        assertThat(store.contacts().after(0, 10))
                .containsExactly(
                        new LoggedContact(
                                1, new DomainName("a.com"), FIRST, NOW.minusSeconds(60), 17));
        assertThat(report.unreadable()).isEqualTo(1);
    }

    @Test
    void dryRunCountsAndChangesNothing() throws Exception {
        Path file =
                PredecessorFiles.database2019(
                        folder.resolve("domain_stats.db"),
                        List.of(new Row("a.com", text(REGISTERED, 0), text(FIRST, 0))));
        MigrationReport report =
                Migration.dryRun(store.contacts(), store.registrations(), hostnames(), clock())
                        .run(PredecessorFile.open(file, 0), rows -> {});
        assertThat(report.newContacts()).isEqualTo(1);
        assertThat(report.newRegistrations()).isEqualTo(1);
        assertThat(store.contacts().count()).isZero();
    }

    @Test
    void otherFilesAreRefusedWithWhatIsRead() throws IOException, SQLException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "a.com is fine");
        assertThatThrownBy(() -> PredecessorFile.open(text, 0))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("domain_stats.db");
        assertThatThrownBy(() -> PredecessorFile.open(folder.resolve("contacts.db"), 0))
                .hasMessageContaining("no table \"domains\"");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThatThrownBy(() -> PredecessorFile.open(empty, 0)).hasMessageContaining("cache.db");
    }

    private MigrationReport migrate(Path file, int timezoneOffset) throws IOException {
        return Migration.into(store.contacts(), store.registrations(), hostnames(), clock())
                .run(PredecessorFile.open(file, timezoneOffset), rows -> {});
    }

    private static String answer(Instant first) {
        return "{\"seen_by_web\": \""
                + rfc1123(REGISTERED)
                + "\", \"seen_by_isc\": \"RDAP\","
                + " \"seen_by_you\": \""
                + rfc1123(first)
                + "\", \"category\": \"ESTABLISHED\","
                + " \"alerts\": [], \"freq_score\": [5.1, 4.2]}";
    }

    private static Instant at(int i) {
        return FIRST.plusSeconds(60L * i);
    }

    private static Hostnames hostnames() {
        return new Hostnames(PublicSuffixList.carried());
    }

    private static Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }
}
