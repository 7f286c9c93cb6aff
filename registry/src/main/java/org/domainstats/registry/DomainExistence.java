package org.domainstats.registry;

import org.domainstats.model.DomainName;

/** Port to the DNS: whether a domain is worth a registry's permit now. It decides no answer. */
@FunctionalInterface
interface DomainExistence {

    /** Nothing is looked up. */
    DomainExistence UNKNOWN = domain -> false;

    /** Whether the DNS says that there is no such domain. Blocks for a moment at most. */
    boolean isNonexistent(DomainName domain);
}
