package org.domainstats.storesqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.domainstats.model.DomainName;
import org.domainstats.store.ContactJournal;
import org.domainstats.store.ContactJournal.Batch;
import org.domainstats.store.Contacts.Asked;
import org.domainstats.store.Contacts.PastContact;
import org.domainstats.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

final class SqliteContactJournalTest {

    private static final DomainName SITE = new DomainName("site.example");
    private static final DomainName OTHER = new DomainName("other.example");
    private static final Instant EARLY = Instant.parse("2026-11-24T10:00:00Z");
    private static final Instant LATER = EARLY.plusSeconds(60);

    @TempDir private Path folder;

    private SqliteContactJournal open() {
        return SqliteContactJournal.open(folder.resolve("journal.db"));
    }

    private static Asked asked(DomainName site, Instant at) {
        return new Asked(site, at, 1);
    }

    @Test
    void aSiteHasOneNoteHoweverOftenItIsAskedAbout() {
        try (ContactJournal journal = open()) {
            journal.append(List.of(asked(SITE, EARLY)));
            journal.append(List.of(asked(SITE, LATER), asked(OTHER, LATER)));
            assertThat(journal.size()).isEqualTo(2);
            assertThat(journal.next(10).orElseThrow().contacts())
                    .containsExactly(
                            new PastContact(SITE, EARLY, LATER, 2),
                            new PastContact(OTHER, LATER, LATER, 1));
        }
    }

    @Test
    void aBatchIsTheSameUntilItIsSettled() {
        Batch begun;
        try (ContactJournal journal = open()) {
            journal.append(List.of(asked(SITE, EARLY)));
            begun = journal.next(10).orElseThrow();
            journal.append(List.of(asked(SITE, LATER), asked(OTHER, LATER)));
        }
        try (ContactJournal again = open()) {
            assertThat(again.next(10)).contains(begun);
            again.settled(begun);
            Batch next = again.next(10).orElseThrow();
            assertThat(next.journal()).isEqualTo(begun.journal());
            assertThat(next.number()).isGreaterThan(begun.number());
            assertThat(next.contacts())
                    .containsExactly(
                            new PastContact(SITE, LATER, LATER, 1),
                            new PastContact(OTHER, LATER, LATER, 1));
            again.settled(next);
            assertThat(again.next(10)).isEmpty();
            assertThat(again.size()).isZero();
        }
    }

    @Test
    void batchesAreBounded() {
        try (ContactJournal journal = open()) {
            journal.append(List.of(asked(SITE, EARLY), asked(OTHER, EARLY)));
            Batch first = journal.next(1).orElseThrow();
            assertThat(first.contacts()).hasSize(1);
            journal.settled(first);
            assertThat(journal.next(1).orElseThrow().contacts()).hasSize(1);
        }
    }

    @Test
    void aFullJournalSaysSo() {
        try (ContactJournal journal = SqliteContactJournal.open(folder.resolve("small.db"), 1)) {
            journal.append(List.of(asked(SITE, EARLY)));
            assertThatThrownBy(() -> journal.append(List.of(asked(OTHER, LATER))))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("is full");
        }
    }
}
