package org.domainstats.storepostgres;

import org.domainstats.base.LimitedLog;
import org.domainstats.base.ScheduledTasks;
import org.domainstats.model.DomainName;
import org.domainstats.postgres.PostgresPool;
import org.domainstats.store.ContactJournal;
import org.domainstats.store.ContactJournal.Batch;
import org.domainstats.store.Contacts.Asked;
import org.domainstats.store.StoreException;
import org.domainstats.storepostgres.ContactGroup.Caller;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/**
 * Notes in a server's journal what could not be recorded, and brings it into the database once that
 * is back. A command has none: whoever ran it saw that it failed.
 */
final class OutageJournal implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(OutageJournal.class.getName());

    private static final Duration INTERVAL = Duration.ofMillis(500);

    /** So many share a commit; those who record new contacts wait for it. */
    private static final int LARGEST_BATCH = 512;

    private final LimitedLog log = new LimitedLog(LoggerFactory.getLogger(OutageJournal.class));
    private final @Nullable ContactJournal journal;
    private final PostgresPool pool;
    private final Claims claims;
    private final InstantSource clock;
    private volatile @Nullable StoreException refusal;
    private final AtomicBoolean pending = new AtomicBoolean(true);
    private final LongAdder settled = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final ScheduledTasks tasks = new ScheduledTasks("postgres-journal");

    OutageJournal(
            @Nullable ContactJournal journal,
            PostgresPool pool,
            Claims claims,
            InstantSource clock) {
        this.journal = journal;
        this.clock = clock;
        this.pool = pool;
        this.claims = claims;
        if (journal != null) {
            tasks.every(INTERVAL, "settle the journal", this::settle);
        }
    }

    /**
     * Notes what callers asked about. Never throws: they get the failure of the store itself.
     *
     * @param known those of the sites that have a contact, which is their answer
     */
    void note(List<Caller> callers, Set<String> known) {
        Collection<Asked> asked = new ArrayList<>(callers.size());
        for (Caller caller : callers) {
            caller.wanted().sites().stream()
                    .filter(site -> !known.contains(site))
                    .forEach(site -> asked.add(new Asked(new DomainName(site), caller.at(), 1)));
        }
        if (journal == null || asked.isEmpty()) {
            return;
        }
        try {
            journal.append(asked);
            pending.set(true);
        } catch (StoreException e) {
            lost.add(asked.size());
            log.error("journal", e, "names asked about while the database is away are not noted");
        }
    }

    /** Brings all that is noted into the database, if that can be reached. */
    private void settle() {
        @Nullable ContactJournal noted = journal;
        if (noted == null
                || pool.reachability().outage().isPresent()
                || !pending.compareAndSet(true, false)) {
            return;
        }
        try {
            Optional<Batch> batch = noted.next(LARGEST_BATCH);
            while (batch.isPresent()) {
                settle(noted, batch.get());
                batch = noted.next(LARGEST_BATCH);
            }
            refusal = null;
        } catch (StoreException e) {
            pending.set(true);
            refusal = e;
            throw e;
        }
    }

    /**
     * Why the database takes no contacts, though it can be reached: its disk is full, a right is
     * missing. All that it refuses is noted here and tried again, so this shows when that is over.
     */
    Optional<StoreException> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** Done again after a lost connection, it finds its number and changes nothing. */
    private void settle(ContactJournal noted, Batch batch) {
        long unannounced = claims.unannounced();
        int made =
                pool.transactionBehind(
                        connection -> JournalRows.settle(connection, batch, unannounced, clock));
        noted.settled(batch);
        settled.add(batch.contacts().size());
        LOG.log(
                System.Logger.Level.INFO,
                "settled {0} names of the journal: {1} new first contacts, announced to the next"
                        + " who asks",
                batch.contacts().size(),
                made);
    }

    /** Names that wait for the database. */
    long waiting() {
        return journal == null ? 0 : journal.size();
    }

    /** Names that were brought into the database since the start. */
    long settled() {
        return settled.sum();
    }

    /** Questions that could not be noted since the start. */
    long lost() {
        return lost.sum();
    }

    @Override
    public void close() {
        tasks.close();
        if (journal != null) {
            journal.close();
        }
    }
}
