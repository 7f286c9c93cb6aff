package org.domainstats.registry;

import org.domainstats.model.DomainName;

import java.net.URI;

/**
 * An RDAP server that has the say over a name.
 *
 * @param zone the name that it is listed for
 * @param base its URL, with a slash at the end
 */
record RdapServer(String zone, URI base, Listed listed) {

    /** Who says that it has. */
    enum Listed {
        BY_OPERATOR("your settings"),
        BY_IANA("IANA's list"),
        BY_US("the built-in table");

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
