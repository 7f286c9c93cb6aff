package org.domainstats.storepostgres;

import org.domainstats.model.DomainName;
import org.domainstats.store.Contact;
import org.domainstats.store.Contacts.RecordedContacts;
import org.domainstats.store.StoreException;
import org.domainstats.storepostgres.RecordStatement.RecordedGroup;
import org.domainstats.storepostgres.UnsaidFile.Note;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
    private final Map<String, Note> notes = new HashMap<>();
    private boolean beingWritten;

    /**
     * One caller.
     *
     * @param since {@link System#nanoTime()} when it came
     */
    record Caller(
            Wanted wanted, Instant at, long since, CompletableFuture<RecordedContacts> done) {}

    /**
     * What a caller wants.
     *
     * @param sites to be recorded
     * @param domains whose registrations are wanted as well; perhaps none
     */
    record Wanted(List<String> sites, Collection<DomainName> domains) {}

    ContactGroup(List<Caller> callers, long claim) {
        this.callers = List.copyOf(callers);
        this.claim = claim;
        for (Caller caller : callers) {
            caller.wanted.sites.forEach(site -> sites.putIfAbsent(site, caller.at.toEpochMilli()));
        }
    }

    /** Each site once, with the time of the caller that came first. */
    Map<String, Long> sites() {
        return sites;
    }

    /** Whose registrations its callers want. */
    Set<DomainName> domains() {
        Set<DomainName> domains = new LinkedHashSet<>();
        callers.forEach(caller -> domains.addAll(caller.wanted.domains));
        return domains;
    }

    long claim() {
        return claim;
    }

    List<Caller> callers() {
        return callers;
    }

    /** Keeps the notes of what may be announced; from here on the outcome may become unknown. */
    void beingWritten(Map<String, Note> noted) {
        beingWritten = true;
        notes.putAll(noted);
    }

    boolean isBeingWritten() {
        return beingWritten;
    }

    Map<String, Note> notes() {
        return notes;
    }

    /** Some of its sites, under the same claim. */
    ContactGroup only(Set<String> some) {
        ContactGroup part = new ContactGroup(List.of(), claim);
        sites.forEach(
                (site, at) -> {
                    if (some.contains(site)) {
                        part.sites.put(site, at);
                    }
                });
        notes.forEach(
                (site, note) -> {
                    if (some.contains(site)) {
                        part.notes.put(site, note);
                    }
                });
        return part;
    }

    /** When the caller that has waited longest came. */
    long since() {
        return callers.getFirst().since;
    }

    /**
     * Answers the callers. A site that several asked about is first for one of them, once: for one
     * that still waits.
     *
     * @return the sites that this group announces, and that nobody waits for any more
     */
    Set<String> succeed(RecordedGroup group) {
        Map<String, RecordedSite> recorded = group.sites();
        Set<String> announced = HashSet.newHashSet(recorded.size());
        for (Caller caller : callers) {
            List<String> sites = caller.wanted.sites;
            Set<String> own = HashSet.newHashSet(sites.size());
            List<@Nullable Contact> answers = new ArrayList<>(sites.size());
            for (String site : sites) {
                RecordedSite row = Objects.requireNonNull(recorded.get(site));
                boolean first = row.first() && !announced.contains(site) && own.add(site);
                answers.add(new Contact(Instant.ofEpochMilli(row.firstAsked()), first));
            }
            if (caller.done.complete(new RecordedContacts(answers, group.registrations(), null))) {
                announced.addAll(own);
            }
        }
        Set<String> unannounced = new HashSet<>(recorded.keySet());
        unannounced.removeIf(site -> announced.contains(site) || !isFirst(recorded, site));
        return unannounced;
    }

    private static boolean isFirst(Map<String, RecordedSite> recorded, String site) {
        return Objects.requireNonNull(recorded.get(site)).first();
    }

    /**
     * Answers the callers: with what is known of their sites, and that the others are not decided.
     *
     * @param known some of the sites
     */
    void fail(Map<String, RecordedSite> known, StoreException fault) {
        for (Caller caller : callers) {
            List<String> sites = caller.wanted.sites;
            if (known.keySet().containsAll(sites)) {
                caller.done.complete(new RecordedContacts(contacts(sites, known), null, null));
            } else if (sites.stream().anyMatch(known::containsKey)) {
                caller.done.complete(new RecordedContacts(contacts(sites, known), null, fault));
            } else {
                caller.done.completeExceptionally(fault);
            }
        }
    }

    private static List<@Nullable Contact> contacts(
            List<String> sites, Map<String, RecordedSite> known) {
        List<@Nullable Contact> contacts = new ArrayList<>(sites.size());
        for (String site : sites) {
            @Nullable RecordedSite row = known.get(site);
            contacts.add(
                    row == null
                            ? null
                            : new Contact(Instant.ofEpochMilli(row.firstAsked()), false));
        }
        return contacts;
    }
}
