package org.domainstats.storesqlite;

/**
 * A Bloom filter of sites, in blocks of one cache line: it knows for certain which sites were not
 * added, at ten bits for each that was, and is wrong about some two in a hundred of the others. One
 * thread adds; another sees what was added before something that it knows to have happened since.
 */
final class BloomFilter {

    private static final int BITS_EACH = 10;
    private static final int BITS_SET = 5;

    private static final int WORDS = 8;
    private static final int BLOCK = WORDS * Long.SIZE;

    /** Odd, and of random bits: it spreads the 32 bits of a hash over 64. */
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private final long[] words;
    private final int blocks;
    private final long capacity;
    private long size;

    /**
     * @param capacity so many sites keep it as sharp as it is meant to be
     */
    BloomFilter(long capacity) {
        this.capacity = capacity;
        this.blocks = Math.toIntExact(Math.max(1, capacity * BITS_EACH / BLOCK));
        this.words = new long[blocks * WORDS];
    }

    void add(String site) {
        long hash = hash(site);
        int block = block(hash);
        long places = hash * SPREAD;
        for (int i = 0; i < BITS_SET; i++) {
            int place = place(places, i);
            words[block + place / Long.SIZE] |= 1L << place;
        }
        size++;
    }

    /** False if the site was certainly not added. */
    boolean mightContain(String site) {
        long hash = hash(site);
        int block = block(hash);
        long places = hash * SPREAD;
        for (int i = 0; i < BITS_SET; i++) {
            int place = place(places, i);
            if ((words[block + place / Long.SIZE] & 1L << place) == 0) {
                return false;
            }
        }
        return true;
    }

    boolean isFull() {
        return size >= capacity;
    }

    long capacity() {
        return capacity;
    }

    /** Names that are made to have the same hash only cost a read each. */
    private static long hash(String site) {
        long spread = site.hashCode() * SPREAD;
        return spread ^ spread >>> 32;
    }

    /** The index of the block's first word. */
    private int block(long hash) {
        return (int) ((hash >>> 32) * blocks >>> 32) * WORDS;
    }

    private static int place(long places, int number) {
        return (int) (places >>> Long.SIZE - 9 * (number + 1)) & BLOCK - 1;
    }
}
