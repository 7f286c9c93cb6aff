package org.domainstats.store;

import org.domainstats.model.DomainName;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was last learned of each domain's registration. Every method may block on the disk. */
public interface Registrations {

    Optional<StoredRegistration> find(DomainName domain);

    /** What is there of many domains, looked up in one go. */
    Map<DomainName, StoredRegistration> findAll(List<DomainName> domains);

    void put(DomainName domain, StoredRegistration registration);

    /** How many domains stand at each outcome, by the outcome's word. */
    Map<String, Long> countByOutcome();
}
