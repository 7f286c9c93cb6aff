package org.domainstats.storepostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.domainstats.model.DomainName;
import org.domainstats.store.Contact;
import org.domainstats.store.Contacts.PastContact;
import org.domainstats.store.StoreException;
import org.domainstats.storepostgres.PostgresStore.ServerDisk;
import org.domainstats.storepostgres.UnsaidFile.Note;
import org.domainstats.storesqlite.SqliteContactJournal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What was committed and not said when a server is killed is said after its next start. */
final class UnsaidAnnouncementsTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final DomainName SAID = new DomainName("said.example");
    private static final DomainName UNSAID = new DomainName("unsaid.example");
    private static final DomainName LOST = new DomainName("lost.example");
    private static final Instant EARLY = Instant.parse("2026-11-24T10:00:00Z");
    private static final Instant LATER = EARLY.plusSeconds(60);

    @TempDir private Path folder;

    @BeforeEach
    void clear() {
        DATABASE.clear();
    }

    private static PostgresStore serve(Path data) throws IOException {
        Files.createDirectories(data);
        return PostgresStore.openForServer(
                DATABASE.address(),
                () -> null,
                TestDatabase.TIMEOUT,
                new ServerDisk(data, SqliteContactJournal.open(data.resolve("journal.db"))));
    }

    /** What is on the disk just now, as a killed server leaves it. */
    private static void copyNotes(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file :
                    files.filter(each -> each.getFileName().toString().endsWith(".bin")).toList()) {
                Files.copy(
                        file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    @Test
    void theNextStartLeavesItToTheNextWhoAsks() throws IOException {
        Path killed = folder.resolve("killed");
        try (PostgresStore store = serve(folder.resolve("one"))) {
            store.contacts().recordAllIfAbsent(List.of(SAID, UNSAID), EARLY);
            store.contacts().announced(List.of(SAID));
            copyNotes(folder.resolve("one"), killed);
        }
        try (PostgresStore other = DATABASE.open()) {
            assertThat(other.contacts().recordIfAbsent(UNSAID, LATER).first())
                    .as("who it was told cannot be known yet")
                    .isFalse();
            long before = other.contacts().resets();
            serve(killed).close();
            assertThat(other.contacts().resets()).isGreaterThan(before);
            assertThat(other.contacts().recordIfAbsent(UNSAID, LATER))
                    .isEqualTo(new Contact(EARLY, true));
            assertThat(other.contacts().recordIfAbsent(SAID, LATER).first()).isFalse();
        }
        serve(killed).close();
        try (PostgresStore other = DATABASE.open()) {
            assertThat(other.contacts().recordIfAbsent(UNSAID, LATER).first()).isFalse();
        }
    }

    @Test
    void whatNeverReachedTheDatabaseIsRecordedToo() throws IOException {
        try (UnsaidAnnouncements notes = UnsaidAnnouncements.in(folder)) {
            notes.note(17, Map.of(LOST.ascii(), EARLY.toEpochMilli()));
        }
        try (PostgresStore store = serve(folder)) {
            assertThat(store.contacts().recordIfAbsent(LOST, LATER))
                    .isEqualTo(new Contact(EARLY, true));
        }
    }

    /** A journal, or an old log, may name a site while a server is about to announce it. */
    @Test
    void whatWasAnnouncedElsewhereIsNotTakenBack() throws IOException {
        try (UnsaidAnnouncements notes = UnsaidAnnouncements.in(folder);
                PostgresStore other = DATABASE.open()) {
            notes.note(17, Map.of(SAID.ascii(), LATER.toEpochMilli()));
            other.contacts().merge(List.of(new PastContact(SAID, EARLY, EARLY, 1)));
        }
        try (PostgresStore store = serve(folder)) {
            assertThat(store.contacts().recordIfAbsent(SAID, LATER))
                    .isEqualTo(new Contact(EARLY, false));
        }
    }

    @Test
    void whatWasTakenBackIsNotTakenBackAgain() throws IOException {
        Path killed = folder.resolve("killed");
        try (PostgresStore store = serve(folder.resolve("one"))) {
            store.contacts().recordIfAbsent(UNSAID, EARLY);
            store.contacts().withdrawAnnouncements(List.of(UNSAID));
            assertThat(store.contacts().recordIfAbsent(UNSAID, LATER).first()).isTrue();
            store.contacts().announced(List.of(UNSAID));
            copyNotes(folder.resolve("one"), killed);
        }
        serve(killed).close();
        try (PostgresStore other = DATABASE.open()) {
            assertThat(other.contacts().recordIfAbsent(UNSAID, LATER).first()).isFalse();
        }
    }

    /**
     * Another server may have cached that the site is known, and would keep it from all who ask.
     */
    @Test
    void otherServersNoticeWhatIsTakenBack() throws IOException {
        try (PostgresStore store = serve(folder);
                PostgresStore other = DATABASE.open()) {
            store.contacts().recordIfAbsent(UNSAID, EARLY);
            assertThat(other.contacts().recordIfAbsent(UNSAID, LATER).first()).isFalse();
            long before = other.contacts().resets();
            store.contacts().withdrawAnnouncements(List.of(UNSAID));
            assertThat(other.contacts().resets()).isGreaterThan(before);
            assertThat(other.contacts().recordIfAbsent(UNSAID, LATER).first()).isTrue();
        }
    }

    @Test
    void aSiteThatAnotherServerAnnouncedIsNotNoted() throws IOException {
        try (PostgresStore other = DATABASE.open();
                PostgresStore store = serve(folder)) {
            other.contacts().recordIfAbsent(SAID, EARLY);
            assertThat(store.contacts().recordIfAbsent(SAID, LATER).first()).isFalse();
        }
        try (UnsaidAnnouncements notes = UnsaidAnnouncements.in(folder)) {
            assertThat(notes.left()).isEmpty();
        }
    }

    @Test
    void whatIsTakenBackIsNotedNoMore() {
        try (UnsaidAnnouncements notes = UnsaidAnnouncements.in(folder)) {
            Map<String, Note> won = notes.note(17, Map.of(UNSAID.ascii(), 1L));
            won.forEach(notes::won);
            assertThat(notes.find(won.keySet())).isEqualTo(won);
            notes.takenBack(won);
            assertThat(notes.find(won.keySet())).isEmpty();
            assertThat(notes.left()).isEmpty();
        }
    }

    @Test
    void whatIsTakenBackLeavesTheAnnouncementThatFollowed() {
        try (UnsaidAnnouncements notes = UnsaidAnnouncements.in(folder)) {
            Map<String, Note> before = notes.note(17, Map.of(UNSAID.ascii(), 1L));
            before.forEach(notes::won);
            Map<String, Note> after = notes.note(18, Map.of(UNSAID.ascii(), 2L));
            after.forEach(notes::won);
            notes.takenBack(before);
            assertThat(notes.find(after.keySet())).isEqualTo(after);
            assertThat(notes.left()).containsOnlyKeys(18L);
            notes.said(after.keySet());
            assertThat(notes.find(after.keySet())).isEmpty();
            assertThat(notes.left()).isEmpty();
        }
    }

    @Test
    void filesAreUsedAgain() throws IOException {
        try (UnsaidAnnouncements notes = UnsaidAnnouncements.in(folder)) {
            for (int round = 0; round < 100; round++) {
                Map<String, Long> asked = new LinkedHashMap<>();
                int number = round;
                IntStream.range(0, 2_000)
                        .forEach(i -> asked.put("site-" + number + "-" + i + ".example", 1L));
                Map<String, Note> written = notes.note(round + 1, asked);
                assertThat(written).hasSize(2_000);
                written.values().forEach(Note::crossOut);
            }
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files.filter(each -> each.toString().endsWith(".bin")).count())
                        .isLessThanOrEqualTo(2);
            }
            assertThat(notes.left()).isEmpty();
        }
    }

    @Test
    void twoServersNeedTwoFolders() {
        try (UnsaidAnnouncements notes = UnsaidAnnouncements.in(folder)) {
            assertThat(notes.left()).isEmpty();
            assertThatThrownBy(() -> UnsaidAnnouncements.in(folder))
                    .isInstanceOf(StoreException.class);
        }
    }
}
