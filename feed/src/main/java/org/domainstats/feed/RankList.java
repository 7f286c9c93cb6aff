package org.domainstats.feed;

import org.domainstats.model.Hostnames;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A public list of popular domains, such as Tranco's. */
final class RankList {

    private RankList() {}

    /** Adds the rank of each site. Lines that say nothing are passed over. */
    static void read(Path file, Hostnames hostnames, SortedRanks ranks) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            FeedReader lines = new FeedReader(in, new FeedFormat.Ranks(hostnames));
            while (lines.hasNext()) {
                if (lines.next() instanceof FeedLine.Rank rank) {
                    ranks.add(rank.domain(), rank.rank());
                }
            }
        }
    }
}
