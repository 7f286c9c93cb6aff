package org.domainstats.feed.publishing;

import org.domainstats.feed.FeedFormat;
import org.domainstats.feed.FeedLine;
import org.domainstats.feed.FeedReader;
import org.domainstats.feed.ListFile;
import org.domainstats.feed.RankColumns;
import org.domainstats.model.Hostnames;

import java.io.IOException;
import java.nio.file.Path;

/** A public list of popular domains, such as Tranco's. */
final class RankList {

    private RankList() {}

    /** Adds the rank of each site. Lines that cannot be read are left out. */
    static void read(Path path, Hostnames hostnames, SortedRanks ranks) throws IOException {
        try (ListFile file = ListFile.open(path)) {
            RankColumns columns = RankColumns.of(file.content(), path);
            FeedReader lines =
                    new FeedReader(file.content(), new FeedFormat.Ranks(hostnames, columns));
            while (lines.hasNext()) {
                if (lines.next() instanceof FeedLine.Rank rank) {
                    ranks.add(rank.domain(), rank.rank());
                }
            }
        }
    }
}
