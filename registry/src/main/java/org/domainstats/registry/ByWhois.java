package org.domainstats.registry;

import org.domainstats.lookup.RegistrationSource.Trace;
import org.domainstats.model.DomainName;
import org.domainstats.model.Printable;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.registry.Reading.Mood;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Instant;

/** Registration by WHOIS: finds the server, then asks it in turn. */
final class ByWhois {

    private final RegistrySwitches switches;
    private final WhoisDirectory directory;
    private final WhoisClient client;
    private final WhoisReader reader;
    private final Politeness politeness;

    ByWhois(
            RegistrySwitches switches,
            WhoisDirectory directory,
            WhoisClient client,
            WhoisReader reader,
            Politeness politeness) {
        this.switches = switches;
        this.directory = directory;
        this.client = client;
        this.reader = reader;
        this.politeness = politeness;
    }

    /** What WHOIS says, or null if the domain has none. */
    @Nullable Reading ask(DomainName domain, Trace trace) {
        HostPort named = switches.whoisServer(domain);
        if (named != null) {
            return ask(named, domain, trace);
        }
        return switch (directory.find(domain, trace)) {
            case WhoisDirectory.Directions.To to -> ask(to.server(), domain, trace);
            case WhoisDirectory.Directions.Nowhere nowhere -> {
                trace.step("no WHOIS server is listed for ." + domain.tld());
                yield null;
            }
            case WhoisDirectory.Directions.Unknown unknown -> {
                String reason = "nobody could tell the WHOIS server of ." + domain.tld();
                trace.step(reason);
                yield Reading.unusable(reason, reason, Mood.ILL);
            }
        };
    }

    private Reading ask(HostPort server, DomainName domain, Trace trace) {
        return switch (politeness.take(server, RdapClient.PATIENCE)) {
            case Turn.Held held -> {
                trace.step(
                        Printable.of(server.host())
                                + " not asked: "
                                + held.reason()
                                + ", next turn at "
                                + held.notBefore());
                yield new Reading(
                        new Unreachable(server.host() + ": " + held.reason(), held.notBefore()),
                        held.reason(),
                        Mood.WELL);
            }
            case Turn.Granted granted -> ask(server, domain, granted, trace);
        };
    }

    private Reading ask(HostPort server, DomainName domain, Turn.Granted turn, Trace trace) {
        Reading reading = null;
        Instant heldUntil = null;
        try {
            trace.step("asking WHOIS at " + Printable.of(server.toString()));
            byte[] reply = client.ask(server, WhoisServers.question(server.host(), domain));
            String text = WhoisCharset.text(reply, domain);
            reading = reader.read(text, server.host(), domain);
            trace.step(Printable.of(reading.because()));
        } catch (IOException e) {
            String words = Faults.words(e);
            trace.step(words);
            reading = Reading.unusable(server.host() + ": " + words, words, Mood.ILL);
        } finally {
            heldUntil =
                    reading == null
                            ? turn.end(Mood.ILL, null)
                            : turn.end(reading.mood(), reading.notBefore());
        }
        return reading.heldUntil(heldUntil);
    }
}
