package org.domainstats.store.events;

import org.domainstats.model.DomainName;
import org.domainstats.store.Contacts.LoggedContact;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What events are made from: new contacts, changes of registrations, and the names that are being
 * watched. Read here, and marked as done with {@link EventLog#append}. Every method may block on
 * the disk.
 */
public interface EventSources {

    Progress progress();

    /**
     * The next contacts in order of arrival, without those that were taken over from elsewhere.
     *
     * @param limit how many are looked at, those included
     */
    NewContacts newContacts(long after, int limit);

    /** Changes of registrations that were not dealt with yet, oldest first. */
    List<RegistrationChange> changes(int limit);

    /** Watches whose time has come, the longest due first. */
    List<Watch> due(Instant now, int limit);

    /** The watches of one kind on some names. */
    Map<DomainName, Watch> watches(Awaited awaited, List<DomainName> names);

    long count(Awaited awaited);

    /**
     * How far whoever makes events has come.
     *
     * @param steps how many steps were taken
     * @param contacts the cursor of the last contact that was dealt with
     */
    record Progress(long steps, long contacts) {}

    /**
     * Some contacts.
     *
     * @param upTo the cursor that the next read goes on from
     */
    record NewContacts(List<LoggedContact> contacts, long upTo) {

        public NewContacts {
            contacts = List.copyOf(contacts);
        }
    }

    /** What a watch waits for. */
    enum Awaited {
        /** What is known of a site whose first contact was not reported yet. */
        FACTS,
        /** The age of a site whose event had none. */
        AGE,
        /** That somebody registers a domain. */
        BIRTH
    }

    /**
     * A name that is looked at again and again.
     *
     * @param name a site; for {@link Awaited#BIRTH} a domain
     * @param since since when it is looked at
     * @param due when to look next
     * @param looks how often it was looked at
     * @param note what whoever makes events remembers of it; one line, may be empty
     */
    record Watch(
            DomainName name, Awaited awaited, Instant since, Instant due, int looks, String note) {}
}
