package org.domainstats.storesqlite;

import org.domainstats.sqlite.ReaderPool;
import org.domainstats.sqlite.WriteQueue;
import org.domainstats.store.events.Allowances;
import org.domainstats.store.events.EventLog;
import org.domainstats.store.events.EventOutputs;
import org.domainstats.store.events.EventSources;
import org.domainstats.store.events.EventStore;
import org.domainstats.storesql.SqlAllowances;
import org.domainstats.storesql.SqlEventOutputs;
import org.domainstats.storesql.SqlEventSources;

/** Events in the file of the contacts, so that both can change in one transaction. */
record SqliteEventStore(
        EventLog log, EventSources sources, EventOutputs outputs, Allowances allowances)
        implements EventStore {

    SqliteEventStore(WriteQueue writer, ReaderPool readers, SqliteDatabase database) {
        this(
                new SqliteEventLog(writer, readers),
                new SqlEventSources(database, PastRanges.IS_PAST),
                new SqlEventOutputs(database),
                new SqlAllowances(database));
    }
}
