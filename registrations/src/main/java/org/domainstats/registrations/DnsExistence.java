package org.domainstats.registrations;

/** Whether the DNS knows a domain, which says in what order registries are asked. */
public enum DnsExistence {
    /** It does, or it was not asked. */
    MAY_EXIST,
    /** The resolver does not answer just now: others go before, and it is asked again soon. */
    UNANSWERED,
    /** The DNS says that there is no such domain. */
    NONEXISTENT
}
