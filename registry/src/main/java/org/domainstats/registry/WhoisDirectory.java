package org.domainstats.registry;

import org.domainstats.http.ExchangeException;
import org.domainstats.http.HostPort;
import org.domainstats.lookup.RegistrationSource.Trace;
import org.domainstats.model.DomainName;
import org.domainstats.model.Printable;
import org.domainstats.registrationdata.ParsedReply.Health;
import org.domainstats.registry.WhoisReferrals.Referral;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;

/**
 * Which WHOIS server to ask: ours by table, checked against what IANA says today. Tables rot, and
 * the old server name of .mobi was for sale; so where the two differ, IANA is right, and a TLD that
 * IANA knows no server for has none.
 */
final class WhoisDirectory {

    private final WhoisClient client;
    private final HostRateLimiter politeness;
    private final WhoisReferrals referrals;

    WhoisDirectory(WhoisClient client, HostRateLimiter politeness, WhoisReferrals referrals) {
        this.client = client;
        this.politeness = politeness;
        this.referrals = referrals;
    }

    /** The server for a domain, as far as can be known now. */
    Route find(DomainName domain, Trace trace) {
        WhoisServers.Known known = WhoisServers.find(domain);
        if (known != null && known.zone().indexOf('.') >= 0) {
            // IANA knows nothing of registries below a TLD.
            return new Route.To(new HostPort(known.host(), 43));
        }
        WhoisReferral referral = referral(domain.tld(), trace);
        if (referral != null) {
            HostPort server = referral.server();
            return server == null ? new Route.NoServer() : new Route.To(server);
        }
        if (known != null) {
            trace.step("IANA did not say; taking " + known.host() + " from the built-in table");
            return new Route.To(new HostPort(known.host(), 43));
        }
        return new Route.Unknown();
    }

    /** Where to go. */
    sealed interface Route {
        record To(HostPort server) implements Route {}

        /** The TLD has no WHOIS. */
        record NoServer() implements Route {}

        /** Nobody could tell. */
        record Unknown() implements Route {}
    }

    private @Nullable WhoisReferral referral(String tld, Trace trace) {
        Referral said = referrals.find(tld);
        if (said != null) {
            return said.referral();
        }
        return switch (politeness.take(referrals.root(), RdapClient.PATIENCE)) {
            case Permit.Held held -> null;
            case Permit.Granted granted -> inTurn(tld, granted, trace);
        };
    }

    private @Nullable WhoisReferral inTurn(String tld, Permit.Granted turn, Trace trace) {
        Health mood = Health.WELL;
        try {
            // Another name of the same TLD may have asked while we waited.
            Referral said = referrals.find(tld);
            if (said != null) {
                return said.referral();
            }
            WhoisReferral referral = ask(tld, trace);
            mood = referral == null ? Health.ILL : Health.WELL;
            referrals.put(tld, referral);
            return referral;
        } finally {
            turn.end(mood, null);
        }
    }

    private @Nullable WhoisReferral ask(String tld, Trace trace) {
        HostPort root = referrals.root();
        try {
            String reply = new String(client.query(root, tld), StandardCharsets.UTF_8);
            WhoisReferral referral = referrals.parse(reply);
            trace.step(root.host() + " refers ." + tld + " to " + told(referral));
            return referral;
        } catch (ExchangeException e) {
            trace.step(root.host() + ": " + e.reason());
            return null;
        }
    }

    private static String told(WhoisReferral referral) {
        HostPort server = referral.server();
        return server == null ? "no WHOIS server" : Printable.of(server.toString());
    }
}
