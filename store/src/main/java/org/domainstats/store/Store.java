package org.domainstats.store;

/** Everything that must be kept, but for the known domains. Closing it writes what still waits. */
public interface Store extends AutoCloseable {

    Contacts contacts();

    Registrations registrations();

    RetryQueue retries();

    CommunityContacts communityContacts();

    DailyCounts dailyCounts();

    /** Whether it can be written to just now; the fault if not. Blocks on the disk. */
    java.util.Optional<StoreException> check();

    @Override
    void close();
}
