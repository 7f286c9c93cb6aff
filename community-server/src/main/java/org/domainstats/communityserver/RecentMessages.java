package org.domainstats.communityserver;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The fingerprints of the latest signed messages. A new one replaces what was at its place, so that
 * the memory is bounded: of 180,000 later messages, half are expected to have left it.
 */
final class RecentMessages {

    /** Two megabytes; a power of two. */
    private static final int PLACES = 1 << 18;

    private final AtomicLongArray places = new AtomicLongArray(PLACES);

    /**
     * Adds a message.
     *
     * @param fingerprint evenly distributed, as a MAC is
     * @return whether it was there already
     */
    boolean add(long fingerprint) {
        int place = (int) fingerprint & (PLACES - 1);
        return places.getAndSet(place, fingerprint) == fingerprint;
    }
}
