package org.domainstats.storekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.domainstats.storekit.TestSites.A;
import static org.domainstats.storekit.TestSites.B;
import static org.domainstats.storekit.TestSites.LATER;

import org.domainstats.store.Store;
import org.domainstats.store.triage.AnalystNotes.Note;
import org.domainstats.store.triage.Mark;
import org.junit.jupiter.api.Test;

import java.util.List;

/** A site has one note, the last that was written. */
public interface AnalystNotesContract extends StoreContract {

    @Test
    default void theLastNoteStaysUntilItIsForgotten() {
        Note note = new Note(A, Mark.DISMISSED, "<b>ours</b> \u2603 'quoted'", "alice", LATER);
        try (Store store = open()) {
            store.notes().put(new Note(A, Mark.SEEN, "", "bob", LATER));
            store.notes().put(note);
        }
        try (Store store = open()) {
            assertThat(store.notes().findAll(List.of(A, B)))
                    .containsOnlyKeys(A)
                    .containsValue(note);
            assertThat(store.notes().forget(A)).isTrue();
            assertThat(store.notes().forget(A)).isFalse();
            assertThat(store.notes().findAll(List.of(A, B))).isEmpty();
        }
    }
}
