package org.domainstats.storesqlite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.stream.IntStream;

final class SiteFilterTest {

    private static final int SITES = 100_000;

    private static String site(int number) {
        return Integer.toString(number * 40_503, 36) + ".example";
    }

    @Test
    void whatWasAddedIsNeverTakenForNew() {
        SiteFilter filter = filter();
        assertThat(IntStream.range(0, SITES).mapToObj(SiteFilterTest::site))
                .allMatch(filter::mayHold);
        assertThat(filter.isFull()).isTrue();
    }

    @Test
    void ofWhatWasNotAddedItTellsNearlyAll() {
        SiteFilter filter = filter();
        long mistaken =
                IntStream.range(SITES, 2 * SITES)
                        .mapToObj(SiteFilterTest::site)
                        .filter(filter::mayHold)
                        .count();
        assertThat(mistaken).isLessThan(SITES * 3 / 100);
    }

    private static SiteFilter filter() {
        SiteFilter filter = new SiteFilter(SITES);
        IntStream.range(0, SITES).mapToObj(SiteFilterTest::site).forEach(filter::add);
        return filter;
    }

    @Test
    void anEmptyOneHoldsNothing() {
        assertThat(new SiteFilter(0).mayHold("a.example")).isFalse();
        assertThat(new SiteFilter(0).isFull()).isTrue();
    }
}
