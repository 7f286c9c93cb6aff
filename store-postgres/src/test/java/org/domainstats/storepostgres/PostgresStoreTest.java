package org.domainstats.storepostgres;

import org.domainstats.store.Store;
import org.domainstats.storekit.AllowancesContract;
import org.domainstats.storekit.AnalystLabelsContract;
import org.domainstats.storekit.AnalystNotesContract;
import org.domainstats.storekit.AuditLogContract;
import org.domainstats.storekit.CommunityContactsContract;
import org.domainstats.storekit.ContactClientsContract;
import org.domainstats.storekit.ContactLogContract;
import org.domainstats.storekit.ContactsContract;
import org.domainstats.storekit.DailyCountsContract;
import org.domainstats.storekit.ErasureContract;
import org.domainstats.storekit.EventLogContract;
import org.domainstats.storekit.EventSourcesContract;
import org.domainstats.storekit.HintsContract;
import org.domainstats.storekit.InputsContract;
import org.domainstats.storekit.LeasesContract;
import org.domainstats.storekit.PastContactsContract;
import org.domainstats.storekit.RegistrationsContract;
import org.domainstats.storekit.RetryQueueContract;
import org.domainstats.storekit.SessionsContract;
import org.domainstats.storekit.TriageContract;
import org.domainstats.storekit.WithdrawnAnnouncementsContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;

@Order(1)
final class PostgresStoreTest
        implements ContactsContract,
                PastContactsContract,
                WithdrawnAnnouncementsContract,
                ContactLogContract,
                RegistrationsContract,
                RetryQueueContract,
                CommunityContactsContract,
                DailyCountsContract,
                LeasesContract,
                SessionsContract,
                AuditLogContract,
                ErasureContract,
                AllowancesContract,
                HintsContract,
                EventLogContract,
                EventSourcesContract,
                ContactClientsContract,
                InputsContract,
                TriageContract,
                AnalystLabelsContract,
                AnalystNotesContract {

    private static final TestDatabase DATABASE = TestDatabase.create();

    @BeforeEach
    void clear() {
        DATABASE.clear();
    }

    @Override
    public Store open() {
        return DATABASE.open();
    }
}
