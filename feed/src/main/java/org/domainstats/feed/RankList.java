package org.domainstats.feed;

import org.domainstats.model.DomainName;
import org.domainstats.model.Hostnames;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A public list of popular domains, {@code rank,domain}, such as Tranco's. */
final class RankList {

    private RankList() {}

    /** The best rank of each site. Lines that say nothing are passed over. */
    static Map<DomainName, Integer> read(Path file, Hostnames hostnames) throws IOException {
        Map<DomainName, Integer> ranks = new HashMap<>();
        try (InputStream in = Files.newInputStream(file)) {
            FeedReader lines = new FeedReader(in, new FeedFormat.Ranks(hostnames));
            while (lines.hasNext()) {
                if (lines.next() instanceof FeedLine.Rank rank) {
                    ranks.merge(rank.domain(), rank.rank(), Math::min);
                }
            }
        }
        return ranks;
    }
}
