package org.domainstats.server;

import org.domainstats.answerformats.JsonObject;
import org.domainstats.lookup.cache.CacheStats;

/** What {@code /stats} says, in the words of the two old programs. */
final class StatsText {

    private StatsText() {}

    /** The text that Python made of a named tuple. */
    static String original(CacheStats stats, long appKbytes) {
        return "CacheInfo(hits="
                + stats.hits()
                + ", misses="
                + stats.misses()
                + ", expired="
                + stats.expired()
                + ", maxsize="
                + stats.capacity()
                + ", currsize="
                + stats.size()
                + ", cache_bytes="
                + stats.bytes()
                + ", app_kbytes="
                + appKbytes
                + ")";
    }

    /**
     * The object of domain_stats 1.x, its keys in alphabetical order.
     *
     * @param since what is not counted any more, as it was before the last reset
     */
    static String domainStats(Counts now, Counts since) {
        return new JsonObject()
                .number("hit", now.hits - since.hits)
                .number("miss", now.misses - since.misses)
                .number("rdap_fail", now.undated - since.undated)
                .number("rdap_good", now.dated - since.dated)
                .number("size", now.bytes)
                .raw("warnings", "[]")
                .end();
    }

    /**
     * What the page of 1.x counts.
     *
     * @param dated answers that were not in the cache and had a registration date
     * @param undated those that had none
     * @param bytes what the cache takes now
     */
    record Counts(long hits, long misses, long dated, long undated, long bytes) {

        static final Counts NONE = new Counts(0, 0, 0, 0, 0);

        static Counts of(AnswerHandler answers) {
            CacheStats stats = answers.stats();
            return new Counts(
                    stats.hits(),
                    stats.misses(),
                    answers.counters().dated(),
                    answers.counters().undated(),
                    stats.bytes());
        }
    }
}
