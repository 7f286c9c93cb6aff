package org.domainstats.registry;

import org.domainstats.httpclient.ExchangeException;
import org.domainstats.httpclient.HostPort;
import org.domainstats.model.DomainName;
import org.domainstats.model.Printable;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.registrationdata.ParsedReply;
import org.domainstats.registrationdata.ParsedReply.Health;
import org.domainstats.registrationdata.WhoisCharset;
import org.domainstats.registrations.RegistrationRequest;
import org.domainstats.registrations.RegistrationSource.Trace;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** Registration by WHOIS: finds the server, then queries it within its rate limit. */
final class WhoisLookup {

    private final RegistrySwitches switches;
    private final WhoisDirectory directory;
    private final WhoisClient client;
    private final WhoisReader reader;
    private final HostRateLimiter rateLimiter;

    WhoisLookup(
            RegistrySwitches switches,
            WhoisDirectory directory,
            WhoisClient client,
            WhoisReader reader,
            HostRateLimiter rateLimiter) {
        this.switches = switches;
        this.directory = directory;
        this.client = client;
        this.reader = reader;
        this.rateLimiter = rateLimiter;
    }

    /** The reply of WHOIS, or null if the domain has no WHOIS server. */
    @Nullable ParsedReply query(RegistrationRequest request, Trace trace) {
        DomainName domain = request.domain();
        HostPort named = switches.whoisServer(domain);
        if (named != null) {
            return query(named, request, trace);
        }
        return switch (directory.find(request, trace)) {
            case WhoisDirectory.Route.To to -> query(to.server(), request, trace);
            case WhoisDirectory.Route.NoServer nowhere -> {
                trace.step("no WHOIS server is listed for ." + domain.tld());
                yield null;
            }
            case WhoisDirectory.Route.Unknown unknown -> {
                String reason = "no WHOIS server is known for ." + domain.tld();
                trace.step(reason);
                yield ParsedReply.unusable(reason, reason, Health.FAILING);
            }
        };
    }

    private ParsedReply query(HostPort server, RegistrationRequest request, Trace trace) {
        return switch (rateLimiter.acquire(server, request, HostRateLimiter.MAX_WAIT)) {
            case Permit.Deferred held -> {
                trace.step(
                        Printable.of(server.host())
                                + " not queried: "
                                + held.reason()
                                + ", next query at "
                                + held.notBefore());
                yield new ParsedReply(
                        new Unreachable(
                                server.host() + ": " + held.reason(),
                                held.notBefore(),
                                held.soon()),
                        held.reason(),
                        Health.OK);
            }
            case Permit.Granted granted -> query(server, request.domain(), granted, trace);
        };
    }

    private ParsedReply query(
            HostPort server, DomainName domain, Permit.Granted permit, Trace trace) {
        ParsedReply parsed = null;
        Instant heldUntil = null;
        try {
            trace.step("querying WHOIS at " + Printable.of(server.toString()));
            byte[] reply = client.query(server, WhoisServers.question(server.host(), domain));
            String text = WhoisCharset.text(reply, domain);
            parsed = reader.read(text, server.host(), domain);
            trace.step(Printable.of(parsed.because()));
        } catch (ExchangeException e) {
            String words = e.reason();
            trace.step(words);
            parsed = ParsedReply.unusable(server.host() + ": " + words, words, Health.FAILING);
        } finally {
            heldUntil =
                    parsed == null
                            ? permit.end(Health.FAILING, null, RdapClient.BROKEN_OFF)
                            : permit.end(parsed.health(), parsed.notBefore(), parsed.because());
        }
        return parsed.heldUntil(heldUntil);
    }
}
