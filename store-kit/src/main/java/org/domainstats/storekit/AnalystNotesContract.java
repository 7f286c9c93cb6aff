package org.domainstats.storekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.domainstats.storekit.TestSites.A;
import static org.domainstats.storekit.TestSites.B;
import static org.domainstats.storekit.TestSites.LATER;

import org.domainstats.store.Store;
import org.domainstats.store.triage.AnalystNotes.Note;
import org.domainstats.store.triage.Mark;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;

/** A site has one note, the last that was written. */
public interface AnalystNotesContract extends StoreContract {

    @Test
    default void theLastNoteStaysUntilItIsForgotten() {
        Note note = new Note(A, Mark.DISMISSED, "<b>ours</b> \u2603 'quoted'", "alice", LATER);
        try (Store store = open()) {
            Note first = new Note(A, Mark.SEEN, "", "bob", LATER);
            assertThat(store.notes().put(first, null)).isTrue();
            assertThat(store.notes().put(note, first)).isTrue();
        }
        try (Store store = open()) {
            assertThat(store.notes().findAll(List.of(A, B)))
                    .containsOnlyKeys(A)
                    .containsValue(note);
            assertThat(store.erasure().forget(A)).isTrue();
            assertThat(store.notes().findAll(List.of(A, B))).isEmpty();
        }
    }

    @Test
    default void aNoteThatItsAuthorHasNotSeenIsNotReplaced() {
        Note first = new Note(A, Mark.OPEN, "block it", "alice", LATER);
        Note second = new Note(A, Mark.SEEN, "block it", "bob", LATER);
        try (Store store = open()) {
            assertThat(store.notes().put(first, null)).isTrue();
            assertThat(store.notes().put(second, null)).as("there is one by now").isFalse();
            assertThat(store.notes().put(second, first)).isTrue();
            assertThat(store.notes().put(second, first)).as("the reply was lost").isTrue();
            Note third = new Note(A, Mark.OPEN, "fine", "carol", LATER);
            assertThat(store.notes().put(third, first)).as("another mark").isFalse();
            assertThat(store.notes().findAll(List.of(A))).containsEntry(A, second);
            assertThat(store.erasure().forget(A)).isTrue();
            assertThat(store.notes().put(third, second)).as("forgotten by now").isFalse();
            assertThat(store.notes().findAll(List.of(A))).isEmpty();
        }
    }

    @Test
    default void nothingThatManyWriteAtOnceIsLost() {
        try (Store one = open();
                Store other = open()) {
            ConcurrentCallers.together(
                    8,
                    i -> {
                        Store store = i % 2 == 0 ? one : other;
                        for (int written = 0; written < 5; ) {
                            @Nullable Note before = store.notes().findAll(List.of(A)).get(A);
                            String text = before == null ? "" : before.text();
                            Note after = new Note(A, Mark.OPEN, text + i, "by " + i, LATER);
                            if (store.notes().put(after, before)) {
                                written++;
                            }
                        }
                        return i;
                    });
            String text = Objects.requireNonNull(one.notes().findAll(List.of(A)).get(A)).text();
            assertThat(text.chars().mapToObj(Character::toString).toList())
                    .hasSize(40)
                    .containsOnly("0", "1", "2", "3", "4", "5", "6", "7");
        }
    }
}
