package org.domainstats.model;

/**
 * A hostname under a public suffix.
 *
 * @param host the whole name, canonical; without the labels in front that no hostname has and what
 *     stands in front of those
 * @param domain the registrable name under the ICANN part of the suffix list; it has a registration
 * @param site the name one below the suffix with the private part included; it has a first contact
 */
public record PublicName(DomainName host, DomainName domain, DomainName site) implements Name {

    /**
     * Whether the site is a customer's name below somebody else's domain, such as {@code
     * evil.github.io}.
     */
    public boolean isHosted() {
        return !site.equals(domain);
    }
}
