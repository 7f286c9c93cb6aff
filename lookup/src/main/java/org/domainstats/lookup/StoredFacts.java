package org.domainstats.lookup;

import org.domainstats.store.CommunityContacts.CommunityContact;
import org.domainstats.store.StoredRegistration;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of a name before any source is asked.
 *
 * @param community null if nothing is stored, or the community does not matter for the name
 */
record StoredFacts(
        KnownDomainFacts known,
        @Nullable StoredRegistration registration,
        @Nullable CommunityContact community) {}
