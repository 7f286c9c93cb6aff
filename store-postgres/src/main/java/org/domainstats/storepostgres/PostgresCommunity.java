package org.domainstats.storepostgres;

import org.domainstats.store.Askers;
import org.domainstats.store.CommunityStore;
import org.domainstats.store.FirstClaims;

/** What a community server stores beside its contacts, in the same database. */
final class PostgresCommunity implements CommunityStore {

    private final PostgresPool pool;

    PostgresCommunity(PostgresPool pool) {
        this.pool = pool;
    }

    @Override
    public FirstClaims firstClaims() {
        return new PostgresFirstClaims(pool);
    }

    @Override
    public Askers askers() {
        return new PostgresAskers(pool);
    }

    /** The connections are the store's. */
    @Override
    public void close() {}
}
