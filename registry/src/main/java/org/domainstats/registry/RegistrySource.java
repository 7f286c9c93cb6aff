package org.domainstats.registry;

import org.domainstats.http.SharedVertx;
import org.domainstats.lookup.RegistrationSource;
import org.domainstats.model.DomainName;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.NoSource;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.registrationdata.ParsedReply;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Registration at its source: RDAP where there is some, WHOIS where there is none or it failed.
 *
 * <p>What settles it is the registry's own word: a date, or that there is no such domain. RDAP that
 * is only busy with our other questions is waited for; RDAP that is broken, blocks us or tells no
 * date sends us to WHOIS.
 */
public final class RegistrySource implements RegistrationSource {

    /** The shortest that a name waits which failed; see {@code Freshness} in lookup. */
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

    private final Clock clock;
    private final RegistrySwitches switches;
    private final @Nullable RdapLookup rdap;
    private final @Nullable WhoisLookup whois;

    /**
     * Touches neither network nor disk.
     *
     * @param vertx runs the HTTP client from the first query on
     */
    public RegistrySource(
            RegistrySettings settings,
            RegistryStorage storage,
            SharedVertx vertx,
            Clock clock,
            RandomGenerator random) {
        this(settings, storage, vertx, Environment.of(clock, random));
    }

    RegistrySource(
            RegistrySettings settings,
            RegistryStorage storage,
            SharedVertx vertx,
            Environment outside) {
        RegistryClients clients = new RegistryClients(settings, storage, vertx, outside);
        clock = outside.clock();
        switches = clients.switches();
        rdap = settings.rdap() ? clients.rdap() : null;
        whois = settings.whois() ? clients.whois() : null;
    }

    @Override
    public RegistrationOutcome fetch(DomainName domain, Trace trace) {
        String off = switches.whyOff(domain);
        if (off != null) {
            trace.step("not asked: " + off);
            return new NoSource();
        }
        ParsedReply first = rdap == null ? null : rdap.ask(domain, trace);
        if (first != null && settles(first, domain)) {
            return first.outcome();
        }
        ParsedReply second = whois == null ? null : whois.ask(domain, trace);
        RegistrationOutcome outcome = best(first, second, domain);
        if (outcome instanceof NoSource) {
            trace.step("no registry of ." + domain.tld() + " can be asked");
        }
        return outcome;
    }

    private boolean settles(ParsedReply rdapSaid, DomainName domain) {
        return switch (rdapSaid.outcome()) {
            case Registered registered -> true;
            case Unregistered unregistered -> true;
            case NoSource noSource -> false;
            case Undisclosed undisclosed ->
                    undisclosed.barred() != null || switches.whoisTellsNoDates(domain);
            case Unreachable unreachable -> rdapSaid.mood() == ParsedReply.Health.WELL;
        };
    }

    private RegistrationOutcome best(
            @Nullable ParsedReply rdapSaid, @Nullable ParsedReply whoisSaid, DomainName domain) {
        if (rdapSaid == null) {
            return whoisSaid == null ? new NoSource() : whoisSaid.outcome();
        }
        if (whoisSaid == null) {
            return rdapSaid.outcome();
        }
        return switch (whoisSaid.outcome()) {
            case Registered registered -> registered;
            case Unregistered unregistered -> unregistered;
            // RDAP may tell the date once it can be had, and "undisclosed" is kept for weeks.
            case Undisclosed undisclosed ->
                    rdapSaid.outcome() instanceof Unreachable later
                                    && undisclosed.barred() == null
                                    && !switches.whoisTellsNoDates(domain)
                            ? later
                            : undisclosed;
            case NoSource noSource -> rdapSaid.outcome();
            case Unreachable unreachable ->
                    rdapSaid.outcome() instanceof Unreachable both
                            ? both(both, unreachable)
                            : rdapSaid.outcome();
        };
    }

    private Unreachable both(Unreachable rdap, Unreachable whois) {
        return new Unreachable(
                rdap.reason() + "; " + whois.reason(), sooner(rdap.notBefore(), whois.notBefore()));
    }

    /**
     * When the first of the two may be asked again. One that failed and named no time is left alone
     * for a minute and longer: null, unless the other's turn comes before that minute is over.
     */
    private @Nullable Instant sooner(@Nullable Instant a, @Nullable Instant b) {
        if (a != null && b != null) {
            return a.isBefore(b) ? a : b;
        }
        Instant named = a != null ? a : b;
        return named != null && named.isBefore(clock.instant().plus(AFTER_FAILURE)) ? named : null;
    }
}
