package org.domainstats.store.events;

/** The part of a store that keeps events. */
public interface EventStore {

    EventLog log();

    EventSources sources();

    EventOutputs outputs();

    Allowances allowances();
}
