package org.domainstats.server;

import org.domainstats.answerformats.JsonObject;
import org.domainstats.lookup.CacheStats;

/** What {@code /stats} says, in the words of the two old programs. */
final class StatsText {

    private StatsText() {}

    /** The text that Python made of a named tuple. */
    static String original(CacheStats stats, long appKbytes) {
        return "CacheInfo(hits="
                + stats.hits()
                + ", misses="
                + stats.misses()
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

    /** The object of domain_stats 1.x, its keys in alphabetical order. */
    static String domainStats(CacheStats stats, AnswerHandler answers) {
        JsonObject object = new JsonObject();
        object.number("hit", stats.hits()).number("miss", stats.misses());
        object.number("rdap_fail", answers.undated()).number("rdap_good", answers.dated());
        object.number("size", stats.bytes());
        return object.raw("warnings", "[]").end();
    }
}
