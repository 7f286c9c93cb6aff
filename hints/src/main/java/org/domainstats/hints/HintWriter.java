package org.domainstats.hints;

import org.domainstats.model.Defanged;
import org.domainstats.model.DomainName;
import org.domainstats.model.Hint;
import org.domainstats.model.Hostnames;
import org.domainstats.model.PublicName;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.store.Hints;
import org.domainstats.store.Hints.NewHint;
import org.domainstats.store.Hints.TakenList;
import org.domainstats.store.RetryQueue.Priority;
import org.domainstats.store.RetryQueue.Retry;
import org.domainstats.store.Store;
import org.domainstats.store.StoredRegistration;
import org.domainstats.store.events.EventSources.Awaited;
import org.domainstats.store.events.EventSources.Progress;
import org.domainstats.store.events.EventSources.Watch;
import org.domainstats.store.events.EventStep;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts what a list says into the store, some names at a time, so that first contacts get their turn
 * between. Names that were asked about before they were registered come up at once, and dates that
 * registries told before the list's day are confirmed. Blocks on the disk.
 */
final class HintWriter implements NameSink {

    private static final int PART = 1_000;

    /** Of a list that has more, something is wrong: all top-level domains have 300,000 a day. */
    static final long MOST_AT_ONCE = 5_000_000;

    /** Whoever makes events may take a step in between. */
    private static final int ATTEMPTS = 50;

    private final Store store;
    private final Hostnames hostnames;
    private final Origin origin;
    private final Instant now;
    private final boolean dryRun;
    private final long room;
    private final boolean watched;
    private final Map<DomainName, NewHint> part = new LinkedHashMap<>();
    private final List<DomainName> born = new ArrayList<>();
    private long names;
    private long domains;
    private long tooOld;
    private long future;
    private long noDomain;
    private long unreadable;
    private long rechecks;

    /**
     * Where names come from.
     *
     * @param list its name
     * @param day of names without one
     * @param dayKind what that day is of
     */
    record Origin(String list, LocalDate day, Hint.Kind dayKind) {}

    HintWriter(Store store, Hostnames hostnames, Origin origin, Instant now, boolean dryRun) {
        this.store = store;
        this.hostnames = hostnames;
        this.origin = origin;
        this.now = now;
        this.dryRun = dryRun;
        this.room = Math.min(MOST_AT_ONCE, Hints.MOST - store.hints().count());
        this.watched = store.events().sources().count(Awaited.BIRTH) > 0;
    }

    @Override
    public void accept(String name, @Nullable LocalDate day, Hint.Kind kind) throws ListException {
        names++;
        if (!(hostnames.reduce(Defanged.name(name)) instanceof PublicName found)
                || !found.host().equals(found.domain())) {
            // Of a host, its domain may be old.
            noDomain++;
            return;
        }
        LocalDate used = day == null ? origin.day() : day;
        if (!Hint.isValid(used, now)) {
            if (used.isAfter(LocalDate.ofInstant(now, ZoneOffset.UTC))) {
                future++;
            } else {
                tooOld++;
            }
            return;
        }
        put(new NewHint(found.domain(), used, day == null ? origin.dayKind() : kind));
    }

    private void put(NewHint hint) throws ListException {
        if (domains >= room) {
            throw new ListException(
                    domains >= MOST_AT_ONCE
                            ? "more than " + MOST_AT_ONCE + " domains: that is no list of new ones"
                            : "no room: " + Hints.MOST + " hints are kept at most");
        }
        @Nullable NewHint other = part.get(hint.domain());
        if (other != null && other.kind() != hint.kind()) {
            flush();
        }
        part.merge(hint.domain(), hint, (one, two) -> two.day().isAfter(one.day()) ? two : one);
        domains += other == null ? 1 : 0;
        if (part.size() >= PART) {
            flush();
        }
    }

    @Override
    public void unreadable() {
        unreadable++;
    }

    private void flush() {
        Collection<NewHint> hints = part.values();
        List<DomainName> all = List.copyOf(part.keySet());
        if (!all.isEmpty()) {
            if (!dryRun) {
                store.hints().putAll(origin.list(), List.copyOf(hints), now);
            }
            if (watched) {
                born.addAll(store.events().sources().watches(Awaited.BIRTH, all).keySet());
            }
            confirm(hints, all);
        }
        part.clear();
    }

    /** A domain may have been dropped and registered anew since its registry was asked. */
    private void confirm(Collection<NewHint> hints, List<DomainName> all) {
        Map<DomainName, StoredRegistration> stored = store.registrations().findAll(all);
        List<Retry> retries = new ArrayList<>();
        for (NewHint hint : hints) {
            @Nullable StoredRegistration known = stored.get(hint.domain());
            if (known != null
                    && hint.kind() != Hint.Kind.SEEN
                    && known.outcome() instanceof Registered
                    && day(known.checked()).isBefore(hint.day())) {
                retries.add(
                        new Retry(hint.domain(), Priority.RECHECK, now, 0, "a list calls it new"));
            }
        }
        rechecks += retries.size();
        if (!dryRun && !retries.isEmpty()) {
            store.retries().add(retries);
        }
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    /**
     * Puts in the rest, and notes that the list was taken.
     *
     * @param from a hash of where it is from
     * @param version what tells this state of it from others
     */
    HintReport finish(String from, String version) throws ListException {
        flush();
        if (domains == 0) {
            throw new ListException(
                    names == 0
                            ? "it names no domain"
                            : "none of its "
                                    + names
                                    + " names is taken: "
                                    + tooOld
                                    + " too old, "
                                    + future
                                    + " of days to come, "
                                    + noDomain
                                    + " no domains");
        }
        if (!dryRun) {
            store.hints().taken(new TakenList(origin.list(), from, version, now, domains));
            for (int i = 0; i < born.size(); i += PART) {
                bringForward(born.subList(i, Math.min(born.size(), i + PART)));
            }
        }
        return new HintReport(
                names, domains, tooOld, future, noDomain, unreadable, born.size(), rechecks);
    }

    /** Has watched names looked at now: then there are events of them, by what the list says. */
    private void bringForward(List<DomainName> watchedNames) {
        for (int i = 0; i < ATTEMPTS; i++) {
            Progress progress = store.events().sources().progress();
            List<Watch> due =
                    store.events().sources().watches(Awaited.BIRTH, watchedNames).values().stream()
                            .map(HintWriter::dueAtOnce)
                            .toList();
            EventStep step =
                    new EventStep(
                            progress, progress.contacts(), List.of(), due, List.of(), List.of());
            if (step.isEmpty() || store.events().log().append(step)) {
                return;
            }
        }
    }

    private static Watch dueAtOnce(Watch watch) {
        return new Watch(
                watch.name(),
                watch.awaited(),
                watch.since(),
                Instant.EPOCH,
                watch.looks(),
                watch.note());
    }
}
