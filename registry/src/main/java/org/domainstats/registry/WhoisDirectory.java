package org.domainstats.registry;

import org.domainstats.httpclient.ExchangeException;
import org.domainstats.httpclient.HostPort;
import org.domainstats.model.DomainName;
import org.domainstats.model.Printable;
import org.domainstats.registrationdata.ParsedReply.Health;
import org.domainstats.registrations.RegistrationRequest;
import org.domainstats.registrations.RegistrationSource.Trace;
import org.domainstats.registry.WhoisReferrals.Referral;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;

/**
 * Which WHOIS server to query: from the built-in table, checked against IANA. Tables rot, and the
 * old server name of .mobi was for sale; so where the two differ, IANA is right, and a TLD that
 * IANA knows no server for has none.
 */
final class WhoisDirectory {

    private final WhoisClient client;
    private final HostRateLimiter rateLimiter;
    private final WhoisReferrals referrals;

    WhoisDirectory(WhoisClient client, HostRateLimiter rateLimiter, WhoisReferrals referrals) {
        this.client = client;
        this.rateLimiter = rateLimiter;
        this.referrals = referrals;
    }

    /** The server for a domain, as far as can be known now. */
    Route find(RegistrationRequest request, Trace trace) {
        DomainName domain = request.domain();
        WhoisServers.Known known = WhoisServers.find(domain);
        if (known != null && known.zone().indexOf('.') >= 0) {
            // IANA knows nothing of registries below a TLD.
            return new Route.To(new HostPort(known.host(), 43));
        }
        WhoisReferral referral = referral(request, trace);
        if (referral != null) {
            HostPort server = referral.server();
            return server == null ? new Route.NoServer() : new Route.To(server);
        }
        if (known != null) {
            trace.step("IANA has no answer; using " + known.host() + " from the built-in table");
            return new Route.To(new HostPort(known.host(), 43));
        }
        return new Route.Unknown();
    }

    /** Where to go. */
    sealed interface Route {
        record To(HostPort server) implements Route {}

        /** The TLD has no WHOIS. */
        record NoServer() implements Route {}

        /** No server is known. */
        record Unknown() implements Route {}
    }

    private @Nullable WhoisReferral referral(RegistrationRequest request, Trace trace) {
        String tld = request.domain().tld();
        Referral said = referrals.find(tld);
        if (said != null) {
            return said.referral();
        }
        return switch (rateLimiter.acquire(referrals.root(), request, HostRateLimiter.MAX_WAIT)) {
            case Permit.Deferred held -> null;
            case Permit.Granted granted -> queryRoot(tld, granted, trace);
        };
    }

    private @Nullable WhoisReferral queryRoot(String tld, Permit.Granted permit, Trace trace) {
        Health health = Health.OK;
        try {
            // Another name of the same TLD may have been queried in the meantime.
            Referral said = referrals.find(tld);
            if (said != null) {
                return said.referral();
            }
            WhoisReferral referral = fetchReferral(tld, trace);
            health = referral == null ? Health.FAILING : Health.OK;
            referrals.put(tld, referral);
            return referral;
        } finally {
            permit.end(health, null);
        }
    }

    private @Nullable WhoisReferral fetchReferral(String tld, Trace trace) {
        HostPort root = referrals.root();
        try {
            String reply = new String(client.query(root, tld), StandardCharsets.UTF_8);
            WhoisReferral referral = referrals.parse(reply);
            trace.step(root.host() + " refers ." + tld + " to " + describe(referral));
            return referral;
        } catch (ExchangeException e) {
            trace.step(root.host() + ": " + e.reason());
            return null;
        }
    }

    private static String describe(WhoisReferral referral) {
        HostPort server = referral.server();
        return server == null ? "no WHOIS server" : Printable.of(server.toString());
    }
}
