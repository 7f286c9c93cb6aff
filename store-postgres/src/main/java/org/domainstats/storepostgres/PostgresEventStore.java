package org.domainstats.storepostgres;

import org.domainstats.postgres.PostgresPool;
import org.domainstats.store.events.Allowances;
import org.domainstats.store.events.EventLog;
import org.domainstats.store.events.EventOutputs;
import org.domainstats.store.events.EventSources;
import org.domainstats.store.events.EventStore;
import org.domainstats.storesql.SqlAllowances;
import org.domainstats.storesql.SqlEventOutputs;
import org.domainstats.storesql.SqlEventSources;

/** Events in the database of the contacts, so that both can change in one transaction. */
record PostgresEventStore(
        EventLog log, EventSources sources, EventOutputs outputs, Allowances allowances)
        implements EventStore {

    PostgresEventStore(PostgresPool pool, PostgresDatabase database) {
        this(
                new PostgresEventLog(pool),
                new SqlEventSources(database, "c.claim = " + Claims.ANNOUNCED_ELSEWHERE),
                new SqlEventOutputs(database),
                new SqlAllowances(database));
    }
}
