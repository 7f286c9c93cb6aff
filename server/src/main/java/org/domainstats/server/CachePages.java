package org.domainstats.server;

import org.domainstats.answerformats.Dialect;
import org.domainstats.answerformats.DialectDates;
import org.domainstats.answerformats.JsonObject;
import org.domainstats.lookup.cache.CacheEntry;
import org.domainstats.model.PublicName;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The two paths by which domain_stats 1.x let people look into its cache. */
final class CachePages {

    static final String GET = "cache_get";
    static final String BROWSE = "cache_browse";

    /** What 1.x gave out at once, and never more. */
    private static final int MOST = 100;

    private final AnswerHandler answers;

    CachePages(AnswerHandler answers) {
        this.answers = answers;
    }

    /** The entry of one site, or of the site of one hostname that was asked. */
    String get(@Nullable String domain) {
        if (domain == null || domain.isEmpty()) {
            return text("Try /cache_get?domain=markbaggett.com");
        }
        return answers.entries().stream()
                .filter(entry -> isOf(domain, entry))
                .findFirst()
                .map(this::entry)
                .orElseGet(() -> text("That domain is not in the database."));
    }

    private static boolean isOf(String domain, CacheEntry entry) {
        return domain.equalsIgnoreCase(site(entry)) || domain.equals(entry.answer().asked());
    }

    /**
     * A page of entries, one for each site in order of name, led by where the next one is if there
     * may be one.
     */
    String browse(@Nullable String offset, @Nullable String limit) {
        int first = number(offset, 0);
        int asked = number(limit, MOST);
        List<CacheEntry> entries =
                bySite(answers).values().stream().skip(first).limit(Math.min(asked, MOST)).toList();
        StringBuilder page = new StringBuilder("[");
        if (!entries.isEmpty() && entries.size() >= asked) {
            long next = (long) first + asked;
            String path = "/" + BROWSE + "?offset=" + next + "&limit=" + asked;
            page.append(new JsonObject().text("next", path).end()).append(',');
        }
        for (CacheEntry entry : entries) {
            page.append(entry(entry)).append(',');
        }
        page.setLength(Math.max(1, page.length() - 1));
        return page.append(']').toString();
    }

    /** One entry for each site, in order of name. */
    static SortedMap<String, CacheEntry> bySite(AnswerHandler answers) {
        SortedMap<String, CacheEntry> bySite = new TreeMap<>();
        answers.entries().forEach(entry -> bySite.merge(site(entry), entry, CachePages::both));
        return bySite;
    }

    /**
     * Of two hostnames of a site, the one whose answer is good for longer, read as often as both.
     */
    private static CacheEntry both(CacheEntry one, CacheEntry other) {
        CacheEntry longer = other.validUntil().isAfter(one.validUntil()) ? other : one;
        return new CacheEntry(longer.answer(), longer.validUntil(), one.reads() + other.reads());
    }

    private static String site(CacheEntry entry) {
        return entry.answer().name() instanceof PublicName name
                ? name.site().ascii()
                : entry.answer().asked();
    }

    private String entry(CacheEntry entry) {
        return new JsonObject()
                .text("cache_expires", DialectDates.http(entry.validUntil()))
                .raw("cache_value", answers.line(Dialect.DOMAIN_STATS, entry.answer()))
                .text("domain", site(entry))
                .end();
    }

    private static String text(String text) {
        return new JsonObject().text("text", text).end();
    }

    /** The number meant; what is none counts as not said. */
    private static int number(@Nullable String text, int otherwise) {
        return text == null || !text.matches("\\d{1,9}") ? otherwise : Integer.parseInt(text);
    }
}
