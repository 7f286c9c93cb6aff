package org.domainstats.storepostgres;

import org.domainstats.postgres.PostgresPool;
import org.domainstats.store.events.Allowances;
import org.domainstats.store.events.EventLog;
import org.domainstats.store.events.EventOutputs;
import org.domainstats.store.events.EventSources;
import org.domainstats.store.events.EventStore;

/** Events in the database of the contacts, so that both can change in one transaction. */
record PostgresEventStore(
        EventLog log, EventSources sources, EventOutputs outputs, Allowances allowances)
        implements EventStore {

    PostgresEventStore(PostgresPool pool) {
        this(
                new PostgresEventLog(pool),
                new PostgresEventSources(pool),
                new PostgresEventOutputs(pool),
                new PostgresAllowances(pool));
    }
}
