package org.domainstats.server;

import org.domainstats.answerformats.Dialect;
import org.domainstats.answerformats.DialectDates;
import org.domainstats.answerformats.JsonObject;
import org.domainstats.lookup.CacheEntry;
import org.jspecify.annotations.Nullable;

import java.util.List;

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

    /** The entry of one hostname, as it was asked. */
    String get(@Nullable String domain) {
        if (domain == null || domain.isEmpty()) {
            return text("Try /cache_get?domain=markbaggett.com");
        }
        return answers.entry(domain)
                .map(this::entry)
                .orElseGet(() -> text("That domain is not in the database."));
    }

    /** A page of entries, led by where the next one is if there may be one. */
    String browse(@Nullable String offset, @Nullable String limit) {
        int first = number(offset, 0);
        int asked = number(limit, MOST);
        List<CacheEntry> entries = answers.entries(first, Math.min(asked, MOST));
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

    private String entry(CacheEntry entry) {
        return new JsonObject()
                .text("cache_expires", DialectDates.http(entry.validUntil()))
                .raw("cache_value", answers.line(Dialect.DOMAIN_STATS, entry.answer()))
                .text("domain", entry.answer().asked())
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
