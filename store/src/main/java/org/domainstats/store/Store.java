package org.domainstats.store;

import org.domainstats.store.events.EventStore;
import org.domainstats.store.triage.AnalystLabels;
import org.domainstats.store.triage.AnalystNotes;
import org.domainstats.store.triage.Triage;

import java.util.Optional;

/** Everything that is stored, but for the known domains. Closing it writes what still waits. */
public interface Store extends AutoCloseable {

    Contacts contacts();

    Registrations registrations();

    RetryQueue retries();

    CommunityContacts communityContacts();

    DailyCounts dailyCounts();

    /** Leases among the processes that share this store. */
    default Leases leases() {
        return Leases.ALONE;
    }

    Sessions sessions();

    AuditLog auditLog();

    Erasure erasure();

    EventStore events();

    ContactClients clients();

    Inputs inputs();

    AnalystNotes notes();

    Hints hints();

    AnalystLabels labels();

    Triage triage();

    /**
     * Whether it can be written to just now, and is still in the file that was opened; the fault if
     * not. Blocks on the disk.
     */
    Optional<StoreException> check();

    /** How many transactions were committed, and how long they took. Never blocks. */
    CommitStats commits();

    @Override
    void close();
}
