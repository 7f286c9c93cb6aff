package org.domainstats.storepostgres;

import java.util.random.RandomGenerator;

/**
 * The numbers in the column {@code claim} of a contact. Whoever announces it writes a number of its
 * own; whoever takes an announcement back writes one below zero, new each time: a statement that
 * arrives late, from a connection that was given up, then finds another number than it expects.
 */
final class Claims {

    /** Of a contact that was announced elsewhere. */
    static final long ANNOUNCED_ELSEWHERE = 0;

    private final RandomGenerator random;

    Claims(RandomGenerator random) {
        this.random = random;
    }

    /** The number of a request that may announce contacts. */
    long next() {
        return random.nextLong(1, Long.MAX_VALUE);
    }

    /** A number for contacts that nobody received. */
    long unannounced() {
        return -next();
    }

    static boolean isUnannounced(long claim) {
        return claim < 0;
    }
}
