package org.domainstats.communityclient;

import org.domainstats.model.FeedVersion;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What the server learns of this program, and the listener to its feed versions.
 *
 * @param software the version of this program
 * @param feed the version of the known domains
 * @param figures how this program is doing
 * @param newestFeed receives the newest version of the feed; must not block
 */
public record ClientDescription(
        String software,
        Supplier<FeedVersion> feed,
        Supplier<Figures> figures,
        Consumer<FeedVersion> newestFeed) {

    /**
     * Counters of this program since its start; never the names that were looked up.
     *
     * @param cache hits, misses, expired, capacity, size, bytes of the cache, kilobytes of the
     *     program
     * @param answers from the database, from own look-ups, from the community, errors
     */
    public record Figures(List<Long> cache, List<Long> answers) {

        public static final Figures NONE = new Figures(List.of(), List.of());
    }
}
