package org.domainstats.storepostgres;

import org.domainstats.store.Contact;
import org.domainstats.store.StoreException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** What several callers ask to have recorded, as one group under one claim. */
final class ContactGroup {

    private final List<Caller> callers;
    private final long claim;
    private final Map<String, Long> sites = new LinkedHashMap<>();

    /**
     * One caller.
     *
     * @param since {@link System#nanoTime()} when it came
     */
    record Caller(
            List<String> sites, Instant at, long since, CompletableFuture<List<Contact>> done) {}

    ContactGroup(List<Caller> callers, long claim) {
        this.callers = List.copyOf(callers);
        this.claim = claim;
        for (Caller caller : callers) {
            caller.sites.forEach(site -> sites.putIfAbsent(site, caller.at.toEpochMilli()));
        }
    }

    /** Each site once, with the time of the caller that came first. */
    Map<String, Long> sites() {
        return sites;
    }

    long claim() {
        return claim;
    }

    /** When the caller that has waited longest came. */
    long since() {
        return callers.getFirst().since;
    }

    /** A site that several asked about is first for one of them, once. */
    void succeed(Map<String, RecordedSite> recorded) {
        Set<String> announced = HashSet.newHashSet(recorded.size());
        List<List<Contact>> answers = new ArrayList<>(callers.size());
        for (Caller caller : callers) {
            answers.add(
                    caller.sites.stream().map(site -> contact(site, recorded, announced)).toList());
        }
        for (int i = 0; i < callers.size(); i++) {
            callers.get(i).done.complete(answers.get(i));
        }
    }

    private static Contact contact(
            String site, Map<String, RecordedSite> recorded, Set<String> announced) {
        RecordedSite row = Objects.requireNonNull(recorded.get(site));
        return new Contact(
                Instant.ofEpochMilli(row.firstAsked()), row.first() && announced.add(site));
    }

    void fail(StoreException fault) {
        callers.forEach(caller -> caller.done.completeExceptionally(fault));
    }
}
