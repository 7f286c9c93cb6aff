package org.domainstats.store.triage;

import org.domainstats.model.DomainName;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What analysts decided and wrote down of sites. Every method may block on the disk. */
public interface AnalystNotes {

    /**
     * Stores a note in place of the one that its author has seen. Durable when it returns.
     *
     * @param before the note that it replaces, or null if the site had none
     * @return false if the site has another mark or text by now, or no note any more; then nothing
     *     was changed
     */
    boolean put(Note note, @Nullable Note before);

    /** The notes of those of many sites that have one, read in one go. */
    Map<DomainName, Note> findAll(List<DomainName> sites);

    /**
     * A note.
     *
     * @param text what was written; may be empty
     * @param author who wrote it
     */
    record Note(DomainName site, Mark mark, String text, String author, Instant at) {

        /** In characters: no note fills the disk. */
        public static final int LONGEST = 4_000;

        public Note {
            if (text.length() > LONGEST) {
                throw new IllegalArgumentException(
                        "a note has at most " + LONGEST + " characters: " + text.length());
            }
        }
    }
}
