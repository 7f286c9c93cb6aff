package org.domainstats.storepostgres;

import org.domainstats.model.DomainName;
import org.domainstats.postgres.BoundedWait;
import org.domainstats.postgres.GroupedWork;
import org.domainstats.postgres.PostgresFaults;
import org.domainstats.postgres.PostgresPool;
import org.domainstats.store.CommitStats;
import org.domainstats.store.Contacts.RecordedContacts;
import org.domainstats.store.StoreDeadline;
import org.domainstats.store.StoreException;
import org.domainstats.storepostgres.ContactGroup.Caller;
import org.domainstats.storepostgres.ContactGroup.Wanted;
import org.domainstats.storepostgres.RecordStatement.Numbers;
import org.domainstats.storepostgres.RecordStatement.RecordedGroup;
import org.domainstats.storepostgres.UnsaidFile.Note;
import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Records contacts in groups, each with one statement and one commit. */
final class ContactQueue implements GroupedWork.Work<Caller>, AutoCloseable {

    /** A group stays short enough that nobody in it waits long for the others. */
    private static final int MOST_CALLERS = 4_096;

    private static final long RETRY_MILLIS = 50;

    /** Of the time for a group, on top of it. */
    private static final int SHARE_FOR_KNOWN = 4;

    /** Others that record contacts all the time have made some by then. */
    private static final long OTHERS_GONE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final PostgresPool pool;
    private final ClaimSettlement settlement;
    private final Claims claims;
    private final OutageJournal journal;
    private final UnsaidAnnouncements unsaid;
    private final GroupedWork<Caller> groups;
    private final LongAdder commits = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private volatile long lastNumber;
    private volatile long othersRecorded = System.nanoTime() - OTHERS_GONE_NANOS;

    ContactQueue(
            PostgresPool pool,
            ClaimSettlement settlement,
            Claims claims,
            OutageJournal journal,
            UnsaidAnnouncements unsaid) {
        this.pool = pool;
        this.settlement = settlement;
        this.claims = claims;
        this.journal = journal;
        this.unsaid = unsaid;
        this.groups = new GroupedWork<>("postgres-contacts", MOST_CALLERS, this);
    }

    /** Records contacts and waits until it is durable. */
    RecordedContacts record(Wanted wanted, Instant at) {
        Caller caller = new Caller(wanted, at, System.nanoTime(), new CompletableFuture<>());
        groups.add(caller, StoreDeadline.left(pool.timeout()));
        return await(caller);
    }

    /** Whoever has waited too long is gone: its contacts are left to the next who asks. */
    private RecordedContacts await(Caller caller) {
        Duration longest =
                pool.timeout()
                        .multipliedBy(3)
                        .dividedBy(2)
                        .plusMillis(caller.wanted().sites().size());
        return BoundedWait.await(pool.address(), caller.done(), StoreDeadline.left(longest));
    }

    @Override
    public void answer(List<Caller> all) {
        List<Caller> callers = new ArrayList<>(all);
        List<Caller> gone = callers.stream().filter(each -> each.done().isDone()).toList();
        callers.removeAll(gone);
        journal.note(gone, Set.of());
        if (!callers.isEmpty()) {
            recordIfReachable(new ContactGroup(callers, claims.next()));
        }
    }

    private void recordIfReachable(ContactGroup group) {
        try {
            pool.reachability().require();
        } catch (StoreException e) {
            giveUp(group, false, e);
            return;
        }
        record(group);
    }

    /**
     * Where commits wait for a standby, or the disk is full, what is known is known all the same.
     * Those who wait have waited long by now, so that there is little time for it.
     */
    private Map<String, RecordedSite> known(ContactGroup group) {
        StoreDeadline soon =
                new StoreDeadline(
                        System.nanoTime() + pool.timeout().dividedBy(SHARE_FOR_KNOWN).toNanos());
        try {
            return soon.run(
                    () -> pool.read(connection -> ContactRows.findAnnounced(connection, group)));
        } catch (StoreException e) {
            pool.reachability().unreadable();
            return Map.of();
        }
    }

    /**
     * Tries until the time limit of those who wait, and answers them then. Registrations are read
     * by the first attempt only: whatever is wrong with them keeps no contact from being recorded.
     */
    private void record(ContactGroup group) {
        long end = group.since() + pool.timeout().toNanos();
        boolean inDoubt = false;
        Set<DomainName> domains = group.domains();
        while (true) {
            try {
                long begun = System.nanoTime();
                RecordedGroup recorded = attempt(group, domains, inDoubt);
                commits.increment();
                nanos.add(System.nanoTime() - begun);
                succeed(group, recorded);
                return;
            } catch (SQLException e) {
                inDoubt |= group.isBeingWritten() && PostgresFaults.mayHaveCommitted(e);
                boolean mayGoWell = inDoubt || !domains.isEmpty() || PostgresFaults.isTransient(e);
                if (System.nanoTime() >= end || !mayGoWell) {
                    pool.gaveUp(e);
                    giveUp(group, inDoubt, pool.fault(e));
                    return;
                }
                pool.reachability().triedAgain(e);
                domains = Set.of();
            } catch (RuntimeException | Error e) {
                // Whatever it was, callers wait and more will come: the writer must survive it.
                giveUp(
                        group,
                        group.isBeingWritten(),
                        new StoreException("contacts cannot be recorded: " + e, e));
                return;
            }
            pause();
        }
    }

    private RecordedGroup attempt(ContactGroup group, Set<DomainName> domains, boolean again)
            throws SQLException {
        // The larger a group, the longer it may take.
        Duration within = pool.timeout().plusMillis(group.sites().size());
        return pool.once(
                within,
                connection -> {
                    note(group);
                    return ContactRows.record(
                            connection, group.sites(), group.claim(), domains, again);
                });
    }

    /** Which of the sites are first contacts shows in the statement that makes them. */
    private void note(ContactGroup group) {
        if (!group.isBeingWritten()) {
            group.beingWritten(unsaid.note(group.claim(), group.sites()));
        }
    }

    private void succeed(ContactGroup group, RecordedGroup recorded) {
        note(recorded.numbers());
        group.notes()
                .forEach(
                        (site, note) -> {
                            if (Objects.requireNonNull(recorded.sites().get(site)).first()) {
                                unsaid.won(site, note);
                            } else {
                                note.crossOut();
                            }
                        });
        Set<String> unannounced = group.succeed(recorded);
        if (!unannounced.isEmpty()) {
            settlement.add(group.only(unannounced));
        }
    }

    private void note(@Nullable Numbers numbers) {
        if (numbers != null) {
            if (numbers.previous() != lastNumber) {
                othersRecorded = System.nanoTime();
            }
            lastNumber = numbers.last();
        }
    }

    /** Where the numbers of two groups do not follow each other, others have recorded contacts. */
    @Override
    public boolean takesTurns() {
        return System.nanoTime() - othersRecorded < OTHERS_GONE_NANOS;
    }

    /** Of the groups of contacts. */
    CommitStats commits() {
        return new CommitStats(commits.sum(), Duration.ofNanos(nanos.sum()));
    }

    private void giveUp(ContactGroup group, boolean inDoubt, StoreException fault) {
        Map<String, RecordedSite> known = known(group);
        if (inDoubt) {
            settlement.add(group);
        } else {
            group.notes().values().forEach(Note::crossOut);
            journal.note(group.callers(), known.keySet());
        }
        group.fail(known, fault);
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a writer", e);
        }
    }

    @Override
    public void refuse(Caller caller) {
        caller.done().completeExceptionally(new StoreException(pool.address() + " is closed"));
    }

    /** Records what waits, then ends. */
    @Override
    public void close() {
        groups.close();
    }
}
