package org.domainstats.protocol;

import org.domainstats.model.FeedVersion;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** A request to a server. An id of null marks a client of the original program. */
public sealed interface CommunityRequest permits Malformed, CommunityRequest.Valid {

    /** A request that can be answered. */
    sealed interface Valid extends CommunityRequest {

        @Nullable MessageId id();
    }

    /**
     * Asks for the server's terms at the start.
     *
     * @param database the version of the client's known domains
     * @param software the client's own version, as it writes it
     */
    record Config(@Nullable MessageId id, StatedVersion database, String software)
            implements Valid {}

    /** Asks for the newest version of the feed. */
    record Version(@Nullable MessageId id) implements Valid {}

    /**
     * Reports how the client is doing.
     *
     * @param cache hits, misses, expired, capacity, size, bytes of the cache, kilobytes of the
     *     program
     * @param answers how many answers came from the database, the client's own look-ups, the
     *     community, and how many failed
     */
    record Healthcheck(@Nullable MessageId id, List<Long> cache, List<Long> answers)
            implements Valid {

        public Healthcheck {
            cache = List.copyOf(cache);
            answers = List.copyOf(answers);
        }
    }

    /**
     * Asks about a site.
     *
     * @param domain as it came: the receiver reduces it
     */
    record Query(@Nullable MessageId id, StatedVersion version, String domain) implements Valid {}

    /**
     * Offers a WHOIS record. Only the name in it is used, for a look-up of our own.
     *
     * @param domain the name in the record, or null if none was found
     */
    record Update(@Nullable MessageId id, @Nullable String domain) implements Valid {}

    /**
     * The feed version that a client states, with how it wrote it: the original program compares
     * the server's with its own, which fails between a string and a number.
     *
     * @param version null if it stated none, or none that can be read
     * @param asNumber whether it wrote a JSON number
     */
    record StatedVersion(@Nullable FeedVersion version, boolean asNumber) {

        public static final StatedVersion NONE = new StatedVersion(null, false);

        public static StatedVersion of(FeedVersion version) {
            return new StatedVersion(version, false);
        }
    }
}
