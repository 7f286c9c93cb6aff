package org.domainstats.registry;

import org.domainstats.model.DomainName;
import org.domainstats.registry.RdapServer.Listed;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Which RDAP server to query about a name: settings before IANA's list before the built-in table,
 * and the longest name before all of that.
 */
final class RdapServers {

    private final Map<String, URI> operator;
    private final Map<String, List<String>> listedBuiltIn;
    private final Map<String, List<String>> unlisted;

    /**
     * @param ownList whether the operator has a list instead of IANA's, so that ours of what IANA
     *     lists does not count
     */
    RdapServers(Map<String, URI> operator, boolean ownList) {
        this.operator = Map.copyOf(operator);
        this.listedBuiltIn = ownList ? Map.of() : TableResource.table("rdap-listed.txt");
        this.unlisted = TableResource.table("rdap-unlisted.txt");
    }

    /**
     * The server for a domain, or null if none is known.
     *
     * @param iana base URLs by name from IANA's list, empty if there is none yet
     */
    @Nullable RdapServer find(DomainName domain, Map<String, URI> iana) {
        // A registry is listed for the names below it: uk.com itself is a domain of .com.
        String zone = parent(domain.ascii());
        while (true) {
            RdapServer server = at(zone, iana);
            if (server != null || zone.isEmpty()) {
                return server;
            }
            zone = parent(zone);
        }
    }

    private @Nullable RdapServer at(String zone, Map<String, URI> iana) {
        URI configured = operator.get(zone);
        if (configured != null) {
            return new RdapServer(zone, configured, Listed.OPERATOR);
        }
        URI ianaBase = iana.getOrDefault(zone, builtIn(listedBuiltIn, zone));
        if (ianaBase != null) {
            return new RdapServer(zone, ianaBase, Listed.IANA);
        }
        URI builtInBase = builtIn(unlisted, zone);
        return builtInBase == null ? null : new RdapServer(zone, builtInBase, Listed.BUILT_IN);
    }

    private static @Nullable URI builtIn(Map<String, List<String>> table, String zone) {
        List<String> cells = table.get(zone);
        return cells == null ? null : URI.create(cells.get(1));
    }

    static String parent(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1);
    }
}
