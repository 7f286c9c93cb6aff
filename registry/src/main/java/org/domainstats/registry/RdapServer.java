package org.domainstats.registry;

import org.domainstats.model.DomainName;

import java.net.URI;

/**
 * The RDAP server that is authoritative for a name.
 *
 * @param zone the name that it is listed for
 * @param base its URL, with a slash at the end
 */
record RdapServer(String zone, URI base, Listed listed) {

    /** Where it is listed. */
    enum Listed {
        OPERATOR("your settings"),
        IANA("IANA's list"),
        BUILT_IN("the built-in table");

        private final String words;

        Listed(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    URI question(DomainName domain) {
        return URI.create(base + "domain/" + domain.ascii());
    }
}
