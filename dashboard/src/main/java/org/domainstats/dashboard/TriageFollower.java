package org.domainstats.dashboard;

import org.domainstats.base.Deadline;
import org.domainstats.base.ScheduledTasks;
import org.domainstats.base.Stoppable;
import org.domainstats.store.Contacts;
import org.domainstats.store.Contacts.LoggedContact;
import org.domainstats.store.Leases;
import org.domainstats.store.Leases.Lease;
import org.domainstats.store.Store;
import org.domainstats.store.triage.Triage;
import org.domainstats.store.triage.TriageEntry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the triage table up to date: it follows the contacts, and looks again at those of which
 * more may have been learned. All in the background, so that a first contact costs what it did.
 */
public final class TriageFollower implements Stoppable {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** One server of a store at a time: what one does, the others need not. */
    private static final String LEASE = "triage table";

    /** Of a server that dies with it. */
    private static final Duration LONGEST_LEASE = Duration.ofMinutes(1);

    /** While there is more to do it rests so many times as long as it works: looking can wait. */
    private static final int REST = 8;

    private static final int BATCH = 1_000;

    /** So many are checked again in a round: of the newest, and of all in turn. */
    private static final int UNSETTLED = 200;

    private final Contacts contacts;
    private final Triage triage;
    private final Leases leases;
    private final ContactFacts facts;
    private final TableChanges changes;
    private final ScheduledTasks tasks = new ScheduledTasks("triage");
    private long recheckedDownTo = Long.MAX_VALUE;

    /**
     * @param changes is notified of each change of the table
     */
    public TriageFollower(Store store, ContactFacts facts, TableChanges changes) {
        this(store, store.leases(), facts, changes);
    }

    TriageFollower(Store store, Leases leases, ContactFacts facts, TableChanges changes) {
        this.contacts = store.contacts();
        this.triage = store.triage();
        this.leases = leases;
        this.facts = facts;
        this.changes = changes;
    }

    public void start() {
        tasks.repeat(Duration.ofMillis(100), "bring the triage table up to date", this::run, PAUSE);
    }

    /** Returns how long to wait until the next run. */
    Duration run() {
        Lease lease = leases.begin(LEASE, LONGEST_LEASE);
        if (!lease.isBegun()) {
            // What another server did is news for the pages of this one.
            changes.reached(triage.upTo());
            return lease.left().compareTo(Lease.SOON) < 0 ? lease.left() : PAUSE;
        }
        Duration pause = PAUSE;
        try {
            pause = work();
        } finally {
            leases.end(LEASE, lease, pause);
        }
        return pause;
    }

    private Duration work() {
        long begun = System.nanoTime();
        if (follow()) {
            return Duration.ofNanos(REST * (System.nanoTime() - begun));
        }
        recheck();
        return PAUSE;
    }

    /** Takes the next contacts; whether there may be more. */
    boolean follow() {
        long upTo = triage.upTo();
        changes.reached(upTo);
        if (upTo > 0 && isReset(upTo)) {
            triage.clear();
            return true;
        }
        List<LoggedContact> next = contacts.after(upTo, BATCH);
        if (next.isEmpty()) {
            return false;
        }
        if (triage.append(upTo, facts.of(next), next.getLast().cursor())) {
            changes.reached(next.getLast().cursor());
        }
        return next.size() == BATCH;
    }

    /**
     * After a reset all contacts are newer than those that were followed: cursors never go back.
     */
    private boolean isReset(long upTo) {
        List<LoggedContact> oldest = contacts.after(0, 1);
        return oldest.isEmpty() || oldest.getFirst().cursor() > upTo;
    }

    /** Looks at contacts again of which not all was known. */
    void recheck() {
        List<TriageEntry> newest = triage.unsettled(Long.MAX_VALUE, UNSETTLED);
        List<TriageEntry> entries = new ArrayList<>(newest);
        if (newest.size() == UNSETTLED) {
            long from = Math.min(recheckedDownTo, newest.getLast().cursor());
            List<TriageEntry> older = triage.unsettled(from, UNSETTLED);
            entries.addAll(older);
            recheckedDownTo = older.isEmpty() ? Long.MAX_VALUE : older.getLast().cursor();
        }
        List<TriageEntry> now = facts.of(entries.stream().map(TriageEntry::contact).toList());
        List<TriageEntry> changed = new ArrayList<>();
        for (int i = 0; i < now.size(); i++) {
            if (!now.get(i).facts().equals(entries.get(i).facts())) {
                changed.add(now.get(i));
            }
        }
        if (!changed.isEmpty()) {
            triage.revise(changed);
            changes.revised();
        }
    }

    /** Whether all contacts are in the table. */
    boolean isUpToDate() {
        return contacts.after(triage.upTo(), 1).isEmpty();
    }

    @Override
    public void stop() {
        tasks.stop();
    }

    @Override
    public void close(Deadline deadline) {
        tasks.close(deadline);
    }
}
