package org.domainstats.storepostgres;

import org.domainstats.model.DomainName;
import org.domainstats.store.StoredRegistration;
import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * What one trip to the database came to.
 *
 * @param sites those of the group
 * @param registrations what is stored of the group's domains; null if it was not read
 */
record RecordedGroup(
        Map<String, RecordedSite> sites,
        @Nullable Map<DomainName, StoredRegistration> registrations) {}
