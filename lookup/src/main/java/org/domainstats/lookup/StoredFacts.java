package org.domainstats.lookup;

import org.domainstats.model.Hint;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.store.CommunityContacts.CommunityContact;
import org.domainstats.store.ListedRegistration;
import org.domainstats.store.StoredRegistration;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of a name before any source is asked.
 *
 * @param community null if nothing is stored, or the community does not matter for the name
 * @param hint what a list of new domains says, as long as that is meaningful; null if nothing
 */
record StoredFacts(
        KnownDomainFacts known,
        @Nullable StoredRegistration registration,
        @Nullable CommunityContact community,
        @Nullable Hint hint) {

    /** The registration that a list tells; null if it tells none, or a registry knows better. */
    @Nullable Registered listed() {
        return ListedRegistration.of(hint, registration);
    }
}
