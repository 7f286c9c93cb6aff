package org.domainstats.storesqlite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.stream.IntStream;

final class BloomFilterTest {

    private static final int SITES = 100_000;

    private static String site(int number) {
        return Integer.toString(number * 40_503, 36) + ".example";
    }

    @Test
    void whatWasAddedIsNeverTakenForNew() {
        BloomFilter filter = filter();
        assertThat(IntStream.range(0, SITES).mapToObj(BloomFilterTest::site))
                .allMatch(filter::mightContain);
        assertThat(filter.isFull()).isTrue();
    }

    @Test
    void ofWhatWasNotAddedItTellsNearlyAll() {
        BloomFilter filter = filter();
        long mistaken =
                IntStream.range(SITES, 2 * SITES)
                        .mapToObj(BloomFilterTest::site)
                        .filter(filter::mightContain)
                        .count();
        assertThat(mistaken).isLessThan(SITES * 3 / 100);
    }

    private static BloomFilter filter() {
        BloomFilter filter = new BloomFilter(SITES);
        IntStream.range(0, SITES).mapToObj(BloomFilterTest::site).forEach(filter::add);
        return filter;
    }

    @Test
    void anEmptyOneHoldsNothing() {
        assertThat(new BloomFilter(0).mightContain("a.example")).isFalse();
        assertThat(new BloomFilter(0).isFull()).isTrue();
    }
}
