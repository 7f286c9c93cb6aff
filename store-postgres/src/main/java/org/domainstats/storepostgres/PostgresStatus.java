package org.domainstats.storepostgres;

import org.domainstats.postgres.PostgresPool;

/** How the shared database stands for this server, and the journal beside it. */
public final class PostgresStatus {

    private final PostgresPool pool;
    private final ClaimSettlement settlement;
    private final OutageJournal journal;

    PostgresStatus(PostgresPool pool, ClaimSettlement settlement, OutageJournal journal) {
        this.pool = pool;
        this.settlement = settlement;
        this.journal = journal;
    }

    /** Groups of first contacts whose outcome is unknown. */
    public int unsettled() {
        return settlement.size();
    }

    /** Whether the database could be reached when it was last needed. */
    public boolean isReachable() {
        return pool.reachability().outage().isEmpty();
    }

    /** Names in the journal, which wait for the database. Blocks on the disk. */
    public long journaled() {
        return journal.waiting();
    }

    /** Names of the journal that were brought into the database since the start. */
    public long settledFromJournal() {
        return journal.settled();
    }

    /** Questions that the journal had no room for since the start. */
    public long lostByJournal() {
        return journal.lost();
    }
}
