package org.domainstats.communityserver;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The fingerprints of the latest signed messages, and the host that sent each first. A new one
 * replaces what was at its place, so that the memory is bounded: of 180,000 later messages, half
 * are expected to have left it.
 */
final class RecentMessages {

    /** Two megabytes; a power of two. */
    private static final int PLACES = 1 << 18;

    /** The bits that say the place; what is there has its host in them. */
    private static final long PLACE = PLACES - 1;

    private final AtomicLongArray places = new AtomicLongArray(PLACES);

    /** Whether a message came before. */
    enum Repetition {
        NONE,
        FROM_ITS_HOST,
        /** Its client has another address now, or somebody who recorded it forges one. */
        FROM_ANOTHER_HOST
    }

    /**
     * Adds a message.
     *
     * @param fingerprint evenly distributed, as a MAC is
     * @param host the hash of who sends it
     */
    Repetition add(long fingerprint, int host) {
        int place = (int) (fingerprint & PLACE);
        long message = fingerprint & ~PLACE;
        long entry = message | host & PLACE;
        long before = places.get(place);
        if ((before & ~PLACE) != message) {
            places.set(place, entry);
            return Repetition.NONE;
        }
        return before == entry ? Repetition.FROM_ITS_HOST : Repetition.FROM_ANOTHER_HOST;
    }
}
