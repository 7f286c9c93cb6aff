package org.domainstats.store.triage;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What was known of a contact when it was put into the triage table.
 *
 * @param age of the domain at its first contact
 * @param young whether that was young, as the settings say
 * @param registered null if it is not known
 * @param status why it is not known, or who knows it: one word
 * @param rank null if it is not in the list of popular domains
 * @param firstUs when the community first asked; null if that is not known
 * @param forUs whether it was the first contact of the community as well
 * @param score the more, the more suspicious; null if there is none
 * @param settled false if more is expected to be learned of it
 */
public record TriageFacts(
        AgeBin age,
        boolean young,
        @Nullable Instant registered,
        String status,
        @Nullable Integer rank,
        @Nullable Instant firstUs,
        boolean forUs,
        @Nullable Integer score,
        boolean settled) {

    /** An old registration that nobody had asked about: an aged domain put to use. */
    public boolean isSleeper() {
        return age == AgeBin.OVER_2_YEARS && forUs && rank == null;
    }

    /** What it is counted as. */
    public Kind kind() {
        return new Kind(age, young, rank != null, forUs, isSleeper());
    }

    /** All that counts tell apart. */
    public record Kind(AgeBin age, boolean young, boolean ranked, boolean forUs, boolean sleeper) {}
}
