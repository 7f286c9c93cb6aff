package org.domainstats.feed.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.feed.publishing.SortedRanks.Ranked;
import org.domainstats.model.DomainName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

class SortedRanksTest {

    @TempDir private Path folder;

    @Test
    void runsAreMergedInOrderOfNameWithTheBestRank() throws IOException {
        List<Ranked> sorted = new ArrayList<>();
        try (SortedRanks ranks = SortedRanks.in(folder, 2)) {
            add(ranks, "c.com", 3);
            add(ranks, "a.com", 7);
            add(ranks, "b.com", -1);
            add(ranks, "c.com", 2);
            add(ranks, "a.com", -1);
            add(ranks, "a-b.com", 1);
            ranks.sorted().forEachRemaining(sorted::add);
        }
        assertThat(sorted)
                .containsExactly(
                        ranked("a-b.com", 1),
                        ranked("a.com", 7),
                        ranked("b.com", -1),
                        ranked("c.com", 2));
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void emptyListHasNothing() throws IOException {
        try (SortedRanks ranks = SortedRanks.in(folder)) {
            assertThat(ranks.sorted()).isExhausted();
        }
    }

    private static void add(SortedRanks ranks, String domain, int rank) throws IOException {
        ranks.add(new DomainName(domain), rank);
    }

    private static Ranked ranked(String domain, int rank) {
        return new Ranked(new DomainName(domain), rank);
    }
}
