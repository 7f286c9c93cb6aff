package org.domainstats.store;

import org.domainstats.store.Contacts.Asked;
import org.domainstats.store.Contacts.PastContact;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What a server was asked while its shared store could not be reached, on the server's own disk
 * until the store has it. Every method may block on the disk.
 */
public interface ContactJournal extends AutoCloseable {

    /**
     * Notes that sites were asked about. Durable when it returns.
     *
     * @throws StoreException if it is full, or its disk fails; then none was noted
     */
    void append(Collection<Asked> asked);

    /**
     * The oldest notes, as a batch that does not change any more: the same one until it is {@link
     * #settled}, across restarts too. Empty if there are none.
     */
    Optional<Batch> next(int limit);

    /** Removes a batch, which the store has. */
    void settled(Batch batch);

    /** How many notes there are, each of one site. */
    long size();

    @Override
    void close();

    /**
     * Notes that go into the store together.
     *
     * @param journal which journal this is of, unlike any other
     * @param number grows from batch to batch
     */
    record Batch(String journal, long number, List<PastContact> contacts) {

        public Batch {
            contacts = List.copyOf(contacts);
        }
    }
}
