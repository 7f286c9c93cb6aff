package org.domainstats.storepostgres;

import org.domainstats.model.DomainName;
import org.domainstats.store.Askers;
import org.domainstats.store.CommunityStore;
import org.domainstats.store.FirstClaims;
import org.domainstats.storekit.CommunityStoreContract;
import org.junit.jupiter.api.BeforeEach;

final class PostgresCommunityTest implements CommunityStoreContract {

    private static final TestDatabase DATABASE = TestDatabase.create();

    @BeforeEach
    void clear() {
        DATABASE.clear();
    }

    @Override
    public CommunityStore openCommunity() {
        return new WithItsStore(DATABASE.open());
    }

    /** Closes the store as well, as a process does that ends. */
    private record WithItsStore(PostgresStore store) implements CommunityStore {

        @Override
        public FirstClaims firstClaims() {
            return store.community().firstClaims();
        }

        @Override
        public Askers askers() {
            return store.community().askers();
        }

        @Override
        public void forget(DomainName site) {
            store.community().forget(site);
        }

        @Override
        public void close() {
            store.close();
        }
    }
}
