package org.domainstats.hints;

/**
 * A set of 64-bit hashes that are not 0, with open addressing: eight bytes each and as many free.
 */
final class HashSet64 {

    private final long[] slots;

    /**
     * @param most how many there will be
     */
    HashSet64(long most) {
        if (most > 1 << 29) {
            throw new IllegalArgumentException("too many for one part: " + most);
        }
        this.slots = new long[Integer.highestOneBit((int) Math.max(8, most)) * 4];
    }

    /** Adds a hash; false if it is there already. */
    boolean add(long hash) {
        int at = (int) (hash >>> 8) & slots.length - 1;
        while (slots[at] != 0) {
            if (slots[at] == hash) {
                return false;
            }
            at = at + 1 & slots.length - 1;
        }
        slots[at] = hash;
        return true;
    }
}
