package org.domainstats.insight;

import org.domainstats.base.ResourceFile;
import org.domainstats.model.DomainName;

import java.util.List;

/** The well-known, long-established domains that a fresh machine starts with. */
public final class StarterDomains {

    static final String RESOURCE = "starter-domains.txt";

    private StarterDomains() {}

    /** All of them, the most popular first: the place in the list, from 1, is the rank. */
    public static List<DomainName> inOrder() {
        return ResourceFile.lines(StarterDomains.class, RESOURCE).stream()
                .map(DomainName::new)
                .toList();
    }
}
