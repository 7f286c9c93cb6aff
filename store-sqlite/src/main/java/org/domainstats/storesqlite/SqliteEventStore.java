package org.domainstats.storesqlite;

import org.domainstats.sqlite.ReaderPool;
import org.domainstats.sqlite.WriteQueue;
import org.domainstats.store.Allowances;
import org.domainstats.store.EventLog;
import org.domainstats.store.EventOutputs;
import org.domainstats.store.EventSources;
import org.domainstats.store.EventStore;

/** Events in the file of the contacts, so that both can change in one transaction. */
record SqliteEventStore(
        EventLog log, EventSources sources, EventOutputs outputs, Allowances allowances)
        implements EventStore {

    SqliteEventStore(WriteQueue writer, ReaderPool readers) {
        this(
                new SqliteEventLog(writer, readers),
                new SqliteEventSources(readers),
                new SqliteEventOutputs(writer, readers),
                new SqliteAllowances(writer, readers));
    }
}
