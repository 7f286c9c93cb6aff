package org.domainstats.migration;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * One row of a predecessor's file.
 *
 * @param row where it stands, such as {@code row 17} or {@code line 3}
 * @param name the domain as it was written, not reduced
 * @param firstContact when it was first asked about, or null if it never was
 * @param lastContact when it was last asked about, where the file says so
 * @param times how often it was asked about, where the file says so; 0 for unknown
 * @param registered when it was registered, or null if the file does not say
 */
record PredecessorRecord(
        String row,
        String name,
        @Nullable Instant firstContact,
        @Nullable Instant lastContact,
        long times,
        @Nullable Instant registered) {

    PredecessorRecord(
            String row, String name, @Nullable Instant firstContact, @Nullable Instant registered) {
        this(row, name, firstContact, null, 0, registered);
    }
}
