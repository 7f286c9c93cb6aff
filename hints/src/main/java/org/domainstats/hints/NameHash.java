package org.domainstats.hints;

/**
 * A hash of names that nobody outside can foresee: whoever could find two names with one hash could
 * hide a new domain behind an old one.
 */
record NameHash(long seed) {

    /** Of ten million million pairs of names that differ, one may look equal. */
    long of(byte[] name, int length) {
        long hash = seed;
        for (int i = 0; i < length; i++) {
            hash = (hash ^ name[i]) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        hash *= 0xD6E8FEB86659FD93L;
        hash ^= hash >>> 32;
        return hash == 0 ? 1 : hash;
    }
}
