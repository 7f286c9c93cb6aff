package org.domainstats.registry;

import org.domainstats.http.ExchangeException;
import org.domainstats.http.HostPort;
import org.domainstats.lookup.RegistrationSource.Trace;
import org.domainstats.model.DomainName;
import org.domainstats.model.Printable;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.registrationdata.ParsedReply;
import org.domainstats.registrationdata.ParsedReply.Health;
import org.domainstats.registrationdata.WhoisCharset;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** Registration by WHOIS: finds the server, then asks it in turn. */
final class WhoisLookup {

    private final RegistrySwitches switches;
    private final WhoisDirectory directory;
    private final WhoisClient client;
    private final WhoisReader reader;
    private final HostRateLimiter politeness;

    WhoisLookup(
            RegistrySwitches switches,
            WhoisDirectory directory,
            WhoisClient client,
            WhoisReader reader,
            HostRateLimiter politeness) {
        this.switches = switches;
        this.directory = directory;
        this.client = client;
        this.reader = reader;
        this.politeness = politeness;
    }

    /** What WHOIS says, or null if the domain has none. */
    @Nullable ParsedReply ask(DomainName domain, Trace trace) {
        HostPort named = switches.whoisServer(domain);
        if (named != null) {
            return ask(named, domain, trace);
        }
        return switch (directory.find(domain, trace)) {
            case WhoisDirectory.Route.To to -> ask(to.server(), domain, trace);
            case WhoisDirectory.Route.NoServer nowhere -> {
                trace.step("no WHOIS server is listed for ." + domain.tld());
                yield null;
            }
            case WhoisDirectory.Route.Unknown unknown -> {
                String reason = "nobody could tell the WHOIS server of ." + domain.tld();
                trace.step(reason);
                yield ParsedReply.unusable(reason, reason, Health.ILL);
            }
        };
    }

    private ParsedReply ask(HostPort server, DomainName domain, Trace trace) {
        return switch (politeness.take(server, RdapClient.PATIENCE)) {
            case Permit.Held held -> {
                trace.step(
                        Printable.of(server.host())
                                + " not asked: "
                                + held.reason()
                                + ", next turn at "
                                + held.notBefore());
                yield new ParsedReply(
                        new Unreachable(server.host() + ": " + held.reason(), held.notBefore()),
                        held.reason(),
                        Health.WELL);
            }
            case Permit.Granted granted -> ask(server, domain, granted, trace);
        };
    }

    private ParsedReply ask(HostPort server, DomainName domain, Permit.Granted turn, Trace trace) {
        ParsedReply reading = null;
        Instant heldUntil = null;
        try {
            trace.step("asking WHOIS at " + Printable.of(server.toString()));
            byte[] reply = client.query(server, WhoisServers.question(server.host(), domain));
            String text = WhoisCharset.text(reply, domain);
            reading = reader.read(text, server.host(), domain);
            trace.step(Printable.of(reading.because()));
        } catch (ExchangeException e) {
            String words = e.reason();
            trace.step(words);
            reading = ParsedReply.unusable(server.host() + ": " + words, words, Health.ILL);
        } finally {
            heldUntil =
                    reading == null
                            ? turn.end(Health.ILL, null)
                            : turn.end(reading.mood(), reading.notBefore());
        }
        return reading.heldUntil(heldUntil);
    }
}
