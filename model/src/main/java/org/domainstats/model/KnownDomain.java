package org.domainstats.model;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * The entry of one domain in the known domains.
 *
 * @param rank position in the list of popular domains, from 1; {@link #UNRANKED} when it is not in
 *     it
 * @param established whether the feed lists it as established; a rank alone never does
 * @param registered when it was registered, if the feed has that
 */
public record KnownDomain(int rank, boolean established, @Nullable Instant registered) {

    public static final int UNRANKED = -1;

    public KnownDomain {
        if (rank < 1 && rank != UNRANKED) {
            throw new IllegalArgumentException("rank must be 1 or more, or -1: " + rank);
        }
    }
}
