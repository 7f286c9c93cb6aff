package org.domainstats.storesqlite;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The contacts that the index may not hold yet, in memory: those past {@code indexed}, up to the
 * last one that this process knows of. One thread adds, others read.
 */
final class RecentContacts {

    /** Knows nothing, of a store that does not exist. */
    static final RecentContacts NONE = new RecentContacts(-1, 0, SiteFilter.ANY);

    private final long resets;
    private final long indexed;
    private final Map<String, Logged> bySite = new ConcurrentHashMap<>();
    private volatile long last;
    private volatile SiteFilter filter;

    /**
     * A contact in the log.
     *
     * @param firstAsked milliseconds since 1970
     */
    record Logged(long id, long firstAsked) {}

    /**
     * @param resets how often the store had been reset when these contacts were made
     * @param indexed every contact up to this one is in the index
     * @param filter knows of every contact up to {@link #last}
     */
    RecentContacts(long resets, long indexed, SiteFilter filter) {
        this.resets = resets;
        this.indexed = indexed;
        this.last = indexed;
        this.filter = filter;
    }

    /** The same without those that are indexed by now. */
    RecentContacts since(long nowIndexed) {
        RecentContacts rest = new RecentContacts(resets, nowIndexed, filter);
        bySite.forEach(
                (site, logged) -> {
                    if (logged.id > nowIndexed) {
                        rest.bySite.put(site, logged);
                    }
                });
        rest.last = Math.max(last, nowIndexed);
        return rest;
    }

    /** Adds contacts that are durable, up to the one with the number {@code newLast}. */
    void add(Map<String, Logged> contacts, long newLast) {
        contacts.keySet().forEach(filter::add);
        bySite.putAll(contacts);
        last = newLast;
    }

    @Nullable Logged find(String site) {
        return bySite.get(site);
    }

    /** Whether a site has no contact up to the last one, which must have been read before. */
    boolean isNew(String site) {
        return !filter.mightContain(site);
    }

    SiteFilter filter() {
        return filter;
    }

    /** Replaces it by one that begins with the last contact. */
    void startFilter(SiteFilter afresh) {
        filter.disable();
        filter = afresh;
    }

    Map<String, Logged> bySite() {
        return bySite;
    }

    long resets() {
        return resets;
    }

    long indexed() {
        return indexed;
    }

    /** All contacts up to this one are indexed or among these. */
    long last() {
        return last;
    }
}
