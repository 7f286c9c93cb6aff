package org.domainstats.migration;

import org.domainstats.model.DomainName;
import org.domainstats.store.Contacts;
import org.domainstats.store.Contacts.PastContact;
import org.domainstats.store.Registrations;
import org.domainstats.store.StoredRegistration;

import java.util.List;
import java.util.Map;

/** Where rows go to: the stores, or, to try it out, nowhere. */
sealed interface MigrationTarget {

    /** Takes contacts over; returns how many of the sites had none before. */
    long mergeContacts(List<PastContact> contacts);

    /** Takes registrations over of domains that have none; returns how many. */
    long addRegistrations(Map<DomainName, StoredRegistration> registrations);

    /** The stores of a data folder. */
    record Stores(Contacts contacts, Registrations registrations) implements MigrationTarget {

        @Override
        public long mergeContacts(List<PastContact> past) {
            return contacts.merge(past);
        }

        @Override
        public long addRegistrations(Map<DomainName, StoredRegistration> past) {
            Map<DomainName, StoredRegistration> present =
                    registrations.findAll(List.copyOf(past.keySet()));
            long added = 0;
            for (Map.Entry<DomainName, StoredRegistration> each : past.entrySet()) {
                if (!present.containsKey(each.getKey())) {
                    registrations.put(each.getKey(), each.getValue());
                    added++;
                }
            }
            return added;
        }
    }

    /** Counts what {@link Stores} would take over. */
    record DryRun(Contacts contacts, Registrations registrations) implements MigrationTarget {

        @Override
        public long mergeContacts(List<PastContact> past) {
            return past.stream().filter(each -> contacts.find(each.site()).isEmpty()).count();
        }

        @Override
        public long addRegistrations(Map<DomainName, StoredRegistration> past) {
            return (long) past.size() - registrations.findAll(List.copyOf(past.keySet())).size();
        }
    }
}
