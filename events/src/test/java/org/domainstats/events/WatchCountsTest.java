package org.domainstats.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.store.events.EventSources.Awaited;
import org.junit.jupiter.api.Test;

class WatchCountsTest {

    @Test
    void aFloodIsWatchedUpToABound() {
        assertThat(new WatchCounts(10_000, 0, 0).isNearlyFull()).isFalse();
        assertThat(new WatchCounts(10_000, 0, 0).with(Awaited.FACTS).isNearlyFull()).isTrue();
        WatchCounts full = new WatchCounts(999_999, 999_999, 99_999);
        for (Awaited awaited : Awaited.values()) {
            assertThat(full.hasRoom(awaited)).isTrue();
            assertThat(full.with(awaited).hasRoom(awaited)).isFalse();
        }
    }
}
