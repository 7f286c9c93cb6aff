package org.domainstats.storesqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.domainstats.knowndomains.SqliteKnownDomains;
import org.domainstats.model.DomainName;
import org.domainstats.model.FeedVersion;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.store.CommunityContacts.CommunityContact;
import org.domainstats.store.Contact;
import org.domainstats.store.Contacts;
import org.domainstats.store.KnownDomains;
import org.domainstats.store.KnownDomains.Scope;
import org.domainstats.store.RetryQueue;
import org.domainstats.store.Store;
import org.domainstats.store.StoreException;
import org.domainstats.store.StoredRegistration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** A disk that runs full: who is told what, and that it goes on when there is room. */
final class FullDiskTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final DomainName BEFORE = new DomainName("before.example");
    private static final FeedVersion VERSION = new FeedVersion(1, 0);

    @TempDir private Path folder;

    @Test
    void whatIsKnownIsReadNothingIsAnnouncedAndItIsNotReadyUntilThereIsRoom() throws IOException {
        try (SmallDisk disk = SmallDisk.mount(folder, 8);
                SqliteStore store = SqliteStore.open(disk.folder().resolve("contacts.db"))) {
            assertThat(store.contacts().recordIfAbsent(BEFORE, NOW).first()).isTrue();
            assertThat(store.check()).isEmpty();
            Path filler = disk.fill();

            assertThat(store.check())
                    .hasValueSatisfying(
                            fault -> assertThat(fault).hasMessageContaining("disk is full"));
            assertThat(store.contacts().recordIfAbsent(BEFORE, NOW.plusSeconds(1)))
                    .isEqualTo(new Contact(NOW, false));
            List<DomainName> names = manyNames();
            assertThatThrownBy(() -> store.contacts().recordAllIfAbsent(names, NOW))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("disk");
            assertThat(store.contacts().find(BEFORE)).contains(NOW);
            assertThat(store.contacts().find(names.getFirst())).isEmpty();

            Files.delete(filler);
            assertThat(store.check()).isEmpty();
            assertThat(store.contacts().recordAllIfAbsent(names, NOW)).allMatch(Contact::first);
            try (var files = Files.list(disk.folder())) {
                assertThat(files.map(each -> each.getFileName().toString()))
                        .doesNotContain("contacts.db-room");
            }
        }
    }

    /** More than the write-ahead log has room for. */
    private static List<DomainName> manyNames() {
        return IntStream.range(0, 4_000).mapToObj(LongSites::site).toList();
    }

    @Test
    void aFullDiskFailsItsCallersAndItGoesOnWhenThereIsRoom() throws IOException {
        try (SmallDisk disk = SmallDisk.mount(folder, 8);
                Store store = SqliteStore.open(disk.folder().resolve("contacts.db"))) {
            Path filling = disk.fill();
            List<DomainName> kept = new ArrayList<>();
            StoreException fault = recordUntilItFails(store.contacts(), kept);

            assertThat(fault).hasMessageContaining("contacts.db").hasMessageContaining("full");
            Files.delete(filling);
            assertThat(store.check()).isEmpty();
            assertThat(store.contacts().recordAllIfAbsent(kept, NOW)).noneMatch(Contact::first);
            assertThat(store.contacts().recordIfAbsent(LongSites.site(kept.size()), NOW).first())
                    .as("what failed was not kept")
                    .isTrue();
            assertThat(store.contacts().count()).isEqualTo(kept.size() + 1);
        }
    }

    private static StoreException recordUntilItFails(Contacts contacts, List<DomainName> kept) {
        for (int i = 0; i < 100_000; i++) {
            try {
                contacts.recordIfAbsent(LongSites.site(i), NOW);
                kept.add(LongSites.site(i));
            } catch (StoreException fault) {
                return fault;
            }
        }
        throw new AssertionError("the disk never got full");
    }

    @Test
    void onAFullDiskEveryWriteFailsWithTheReasonAndWorksAgainLater() throws IOException {
        try (SmallDisk disk = SmallDisk.mount(folder, 8);
                SqliteStore store = SqliteStore.open(disk.folder().resolve("contacts.db"))) {
            store.contacts().recordIfAbsent(LongSites.site(0), NOW);
            store.communityContacts()
                    .put(LongSites.site(0), new CommunityContact(NOW, true, List.of("a label")));
            Path filling = disk.fill();
            for (Runnable write : growing(store)) {
                assertThatThrownBy(() -> repeat(write)).satisfies(FullDiskTest::saysFull);
            }
            for (Runnable write : changing(store)) {
                // What changes a row in its place may find room in the write-ahead log.
                assertThat(catchThrowable(() -> repeat(write)))
                        .satisfiesAnyOf(
                                fault -> assertThat(fault).isNull(), FullDiskTest::saysFull);
            }
            assertThatThrownBy(() -> store.backup(disk.folder().resolve("copy.db")))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("full");
            Files.delete(filling);
            growing(store).forEach(Runnable::run);
            changing(store).forEach(Runnable::run);
            assertThat(store.check()).isEmpty();
            assertThat(store.verify()).isEmpty();
        }
    }

    private static void saysFull(Throwable fault) {
        assertThat(fault)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("contacts.db")
                .hasMessageContaining("full");
    }

    /** The log of the database has room for some writes. */
    private static void repeat(Runnable write) {
        for (int i = 0; i < 5_000; i++) {
            write.run();
        }
    }

    private static List<Runnable> growing(SqliteStore store) {
        AtomicInteger next = new AtomicInteger(1);
        Supplier<DomainName> fresh = () -> LongSites.site(next.incrementAndGet());
        return List.of(
                () -> store.contacts().recordIfAbsent(fresh.get(), NOW),
                () ->
                        store.registrations()
                                .put(
                                        fresh.get(),
                                        new StoredRegistration(
                                                new RegistrationOutcome.NoSource(), NOW, NOW)),
                () ->
                        store.retries()
                                .put(
                                        new RetryQueue.Retry(
                                                fresh.get(),
                                                RetryQueue.Priority.ASKED,
                                                NOW,
                                                1,
                                                "no reply")),
                () ->
                        store.communityContacts()
                                .put(fresh.get(), new CommunityContact(NOW, true, List.of())),
                () -> store.dailyCounts().add(fresh.get().ascii(), LocalDate.EPOCH, 1));
    }

    private static List<Runnable> changing(SqliteStore store) {
        return List.of(
                () -> store.contacts().withdrawAnnouncements(List.of(LongSites.site(0))),
                () ->
                        store.contacts()
                                .addAsked(List.of(new Contacts.Asked(LongSites.site(0), NOW, 1))),
                () -> store.communityContacts().withdrawAnnouncement(LongSites.site(0)),
                () -> store.contacts().reset());
    }

    @ParameterizedTest
    @EnumSource
    void anUpdateOfTheKnownDomainsThatFillsTheDiskChangesNothing(Scope scope) {
        try (SmallDisk disk = SmallDisk.mount(folder, 8);
                KnownDomains known = SqliteKnownDomains.open(disk.folder().resolve("known.db"))) {
            known.apply(Scope.DELTA, VERSION, LongSites.puts(100));
            assertThatThrownBy(
                            () ->
                                    known.apply(
                                            scope, new FeedVersion(2, 0), LongSites.puts(400_000)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("known.db")
                    .hasMessageContaining("full");
            assertThat(known.version()).isEqualTo(VERSION);
            assertThat(known.count()).isEqualTo(100);
            assertThat(known.find(LongSites.site(0))).isPresent();
            assertThat(known.find(LongSites.site(100))).isEmpty();
            assertThat(known.apply(scope, new FeedVersion(2, 0), LongSites.puts(1_000)))
                    .isEqualTo(1_000);
            assertThat(known.find(LongSites.site(999))).isPresent();
        }
    }
}
