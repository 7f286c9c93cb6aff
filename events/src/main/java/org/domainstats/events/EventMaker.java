package org.domainstats.events;

import org.domainstats.events.EventBody.Subject;
import org.domainstats.events.EventRules.Draft;
import org.domainstats.lookup.SiteReport;
import org.domainstats.model.DomainName;
import org.domainstats.model.Hostnames;
import org.domainstats.model.PublicName;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.store.ContactClients.AskedBy;
import org.domainstats.store.Contacts.LoggedContact;
import org.domainstats.store.Store;
import org.domainstats.store.StoredRegistration;
import org.domainstats.store.events.EventSources.Awaited;
import org.domainstats.store.events.EventSources.NewContacts;
import org.domainstats.store.events.EventSources.Progress;
import org.domainstats.store.events.EventSources.Watch;
import org.domainstats.store.events.EventStep;
import org.domainstats.store.events.RegistrationChange;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntFunction;

/**
 * Makes events of what is new in the store: of contacts in their order, of changes of
 * registrations, and of names that are watched. Runs behind the answers, on one thread at a time,
 * and blocks on the disk. What it read from and what it made is written in one transaction, so that
 * a crash neither loses an event nor makes it twice.
 */
final class EventMaker {

    /** Some milliseconds of the store. */
    private static final int PART = 512;

    /** A flood must not keep a round from coming to an end; the next one goes on. */
    private static final int MOST_PARTS = 8;

    private static final long COUNTED_NANOS = 5_000_000_000L;

    private final Store store;
    private final FactSource facts;
    private final EventRules rules;
    private final InstantSource clock;
    private final LongAdder unwatched = new LongAdder();
    private volatile WatchCounts counts = WatchCounts.NONE;
    private long countedAt = System.nanoTime() - COUNTED_NANOS;

    /** Where names and facts come from, and who is asked to look a registration up anew. */
    interface FactSource {

        Hostnames hostnames();

        List<SiteReport> report(List<PublicName> names);

        /** Who asked about sites. */
        Map<DomainName, AskedBy> askedBy(List<DomainName> sites);

        /** Has the registration of a domain confirmed when there is time. */
        void recheck(DomainName domain);
    }

    EventMaker(Store store, FactSource facts, EventRules rules, InstantSource clock) {
        this.store = store;
        this.facts = facts;
        this.rules = rules;
        this.clock = clock;
    }

    /** Deals with all that is new; true if events were made. */
    boolean run() {
        if (System.nanoTime() - countedAt >= COUNTED_NANOS) {
            counts = WatchCounts.of(store.events().sources());
            countedAt = System.nanoTime();
        }
        boolean made = repeat(this::contacts);
        made |= repeat(this::changes);
        made |= repeat(this::watches);
        return made;
    }

    /** As last counted. */
    WatchCounts counts() {
        return counts;
    }

    /** How many names are not watched because there are too many. */
    long unwatched() {
        return unwatched.sum();
    }

    /** What one part came to. */
    private record Part(boolean made, boolean more) {}

    private interface PartWork {
        Part run(Progress progress);
    }

    private boolean repeat(PartWork work) {
        boolean made = false;
        for (int i = 0; i < MOST_PARTS; i++) {
            Part part = work.run(store.events().sources().progress());
            made |= part.made;
            if (!part.more) {
                break;
            }
        }
        return made;
    }

    private Part contacts(Progress progress) {
        NewContacts page = store.events().sources().newContacts(progress.contacts(), PART);
        Draft draft = new Draft(counts);
        Instant now = clock.instant();
        List<LoggedContact> contacts = new ArrayList<>();
        List<PublicName> names = new ArrayList<>();
        for (LoggedContact contact : page.contacts()) {
            // A site that the suffix list of today makes no name of is passed over.
            if (facts.hostnames().reduce(contact.site().ascii()) instanceof PublicName name) {
                contacts.add(contact);
                names.add(name);
            }
        }
        List<Subject> subjects = subjects(names, i -> contacts.get(i).firstAsked());
        subjects.forEach(subject -> rules.firstContact(subject, now, draft));
        boolean full = page.upTo() - progress.contacts() >= PART;
        return append(progress, page.upTo(), draft, List.of(), full);
    }

    private List<Subject> subjects(
            List<PublicName> names, IntFunction<@Nullable Instant> firstAsked) {
        if (names.isEmpty()) {
            return List.of();
        }
        List<SiteReport> reports = facts.report(names);
        Map<DomainName, AskedBy> askedBy =
                facts.askedBy(names.stream().map(PublicName::site).toList());
        List<Subject> subjects = new ArrayList<>(names.size());
        for (int i = 0; i < names.size(); i++) {
            subjects.add(
                    new Subject(
                            reports.get(i),
                            firstAsked.apply(i),
                            askedBy.get(names.get(i).site()),
                            null));
        }
        return subjects;
    }

    private Part changes(Progress progress) {
        List<RegistrationChange> changes = new ArrayList<>(oneOfEach());
        Draft draft = new Draft(counts);
        Instant now = clock.instant();
        List<PublicName> names = new ArrayList<>();
        List<RegistrationChange> named = new ArrayList<>();
        for (RegistrationChange change : changes) {
            if (facts.hostnames().reduce(change.domain().ascii()) instanceof PublicName name) {
                names.add(name);
                named.add(change);
            }
        }
        List<Subject> subjects = subjects(names, i -> firstAsked(named.get(i).domain()));
        Map<DomainName, Watch> watches =
                store.events()
                        .sources()
                        .watches(
                                Awaited.BIRTH,
                                named.stream().map(RegistrationChange::domain).toList());
        for (int i = 0; i < named.size(); i++) {
            RegistrationChange change = named.get(i);
            rules.changed(change, watches.get(change.domain()), subjects.get(i), now, draft);
        }
        return append(
                progress,
                progress.contacts(),
                draft,
                changes.stream().map(RegistrationChange::number).toList(),
                !changes.isEmpty());
    }

    /** Up to the first domain that comes again, as its watch is another one then. */
    private List<RegistrationChange> oneOfEach() {
        List<RegistrationChange> changes = new ArrayList<>();
        for (RegistrationChange change : store.events().sources().changes(PART)) {
            if (changes.stream().anyMatch(each -> each.domain().equals(change.domain()))) {
                break;
            }
            changes.add(change);
        }
        return changes;
    }

    private @Nullable Instant firstAsked(DomainName site) {
        return store.contacts().find(site).orElse(null);
    }

    private Part watches(Progress progress) {
        Instant now = clock.instant();
        Draft draft = new Draft(counts);
        List<Watch> due = store.events().sources().due(now, PART);
        List<Watch> named = new ArrayList<>();
        List<PublicName> names = new ArrayList<>();
        for (Watch watch : due) {
            if (facts.hostnames().reduce(watch.name().ascii()) instanceof PublicName name) {
                named.add(watch);
                names.add(name);
            } else {
                draft.ended.add(watch);
            }
        }
        List<Subject> subjects = subjects(names, i -> EventRules.noted(named.get(i)));
        for (int i = 0; i < named.size(); i++) {
            rules.look(named.get(i), subjects.get(i), now, draft);
        }
        draft.rechecks.forEach(facts::recheck);
        draft.learned.forEach((domain, outcome) -> learn(domain, outcome, now));
        return append(progress, progress.contacts(), draft, List.of(), due.size() == PART);
    }

    /** The registry is asked as soon as anybody wants the date. */
    private void learn(DomainName domain, Registered outcome, Instant now) {
        StoredRegistration learned = new StoredRegistration(outcome, now, now);
        store.registrations()
                .update(
                        domain,
                        before ->
                                before != null && before.outcome() instanceof Unregistered
                                        ? learned
                                        : null);
    }

    /**
     * @param more whether there may be more of the same
     */
    private Part append(
            Progress from, long contacts, Draft draft, List<Long> changes, boolean more) {
        EventStep step =
                new EventStep(from, contacts, draft.events, draft.watches, draft.ended, changes);
        if (step.isEmpty()) {
            return new Part(false, false);
        }
        // If another process was quicker, the next part starts from what it left.
        boolean taken = store.events().log().append(step);
        if (taken) {
            unwatched.add(draft.unwatched());
            counts = draft.counts();
        }
        return new Part(taken && !draft.events.isEmpty(), more || !taken);
    }
}
