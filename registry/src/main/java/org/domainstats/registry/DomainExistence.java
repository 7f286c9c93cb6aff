package org.domainstats.registry;

import org.domainstats.model.DomainName;
import org.domainstats.registrations.DnsExistence;

/** Port to the DNS: whether a domain is worth a registry's permit now. It decides no answer. */
@FunctionalInterface
interface DomainExistence {

    /** Nothing is looked up. */
    DomainExistence UNKNOWN = domain -> DnsExistence.MAY_EXIST;

    /** What the DNS says of a domain. Blocks for a moment at most. */
    DnsExistence of(DomainName domain);
}
