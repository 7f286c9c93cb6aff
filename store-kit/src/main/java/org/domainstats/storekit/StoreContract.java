package org.domainstats.storekit;

import org.domainstats.store.Store;

/** What a test of a store provides to the contracts: a way to open it. */
public interface StoreContract {

    /**
     * Opens the store of this test as one more process would: empty the first time, afterwards with
     * all that was kept. It may be open several times at once.
     */
    Store open();
}
