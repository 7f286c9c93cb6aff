package org.domainstats.registry;

import org.domainstats.model.DomainName;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.registrationdata.ParsedReply;
import org.domainstats.registrationdata.ParsedReply.Health;
import org.domainstats.registrations.RegistrationRequest;
import org.domainstats.registrations.RegistrationSource.Trace;
import org.domainstats.registry.bootstrap.RdapBootstrap;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Registration by RDAP: finds the server, then queries it. */
final class RdapLookup {

    /** How long a name that only the list can place waits for the very first list. */
    private static final Duration FIRST_LIST = Duration.ofSeconds(5);

    private final boolean ownList;

    private final RdapServers servers;
    private final RdapBootstrap bootstrap;
    private final RdapClient client;

    /**
     * @param ownList whether the operator has a list instead of IANA's: then no question goes by
     *     what comes with the program before that list was read
     */
    RdapLookup(boolean ownList, RdapServers servers, RdapBootstrap bootstrap, RdapClient client) {
        this.ownList = ownList;
        this.servers = servers;
        this.bootstrap = bootstrap;
        this.client = client;
    }

    /** The reply of RDAP, or null if the domain has no RDAP server. */
    @Nullable ParsedReply query(RegistrationRequest request, Trace trace) {
        DomainName domain = request.domain();
        Map<String, URI> iana = ownList ? bootstrap.awaitBases(FIRST_LIST) : bootstrap.bases();
        RdapServer server = servers.find(domain, iana);
        if (server == null && iana.isEmpty()) {
            iana = bootstrap.awaitBases(FIRST_LIST);
            server = servers.find(domain, iana);
        }
        if (server != null) {
            trace.step("querying " + server.base() + ", from " + server.listed().words());
            return client.query(server, request, trace);
        }
        if (!iana.isEmpty()) {
            trace.step("no RDAP server is listed for ." + domain.tld());
            return null;
        }
        // Without the list nobody can say that there is no source, which would be kept for weeks.
        String reason = "the list of RDAP servers is not available yet";
        trace.step(reason);
        return new ParsedReply(new Unreachable(reason, bootstrap.due()), reason, Health.FAILING);
    }
}
