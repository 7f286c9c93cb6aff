package org.domainstats.registry;

import org.domainstats.base.EnumCounters;
import org.domainstats.httpclient.SharedVertx;
import org.domainstats.model.DomainName;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.NoSource;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.registrationdata.ParsedReply;
import org.domainstats.registrations.DnsExistence;
import org.domainstats.registrations.QueryClient;
import org.domainstats.registrations.RegistrationRequest;
import org.domainstats.registrations.RegistrationRequest.Urgency;
import org.domainstats.registrations.RegistrationSource;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Registration at its source: RDAP where there is some, WHOIS where there is none or it failed.
 *
 * <p>A date, or that there is no such domain, is final. RDAP that is only busy with other queries
 * is waited for; where RDAP fails, refuses or has no date, WHOIS is queried.
 */
public final class RegistrySource implements RegistrationSource {

    /** The shortest that a name waits which failed; see {@code Freshness} in lookup. */
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

    private final Clock clock;
    private final RegistrySwitches switches;
    private final EnumCounters<RequestResult> rdapRequests =
            new EnumCounters<>(RequestResult.class);
    private final EnumCounters<RequestResult> whoisRequests =
            new EnumCounters<>(RequestResult.class);
    private final DomainExistence existence;
    private final HostReports reports;
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
            Environment environment) {
        RegistryClients clients = new RegistryClients(settings, storage, vertx, environment);
        clock = environment.clock();
        switches = clients.switches();
        existence = clients.existence();
        reports = clients.reports();
        rdap = settings.rdap() ? clients.rdap() : null;
        whois = settings.whois() ? clients.whois() : null;
    }

    @Override
    public DnsExistence existence(DomainName domain) {
        return existence.of(domain);
    }

    @Override
    public RegistrationOutcome fetch(DomainName domain, Trace trace) {
        return fetch(new RegistrationRequest(domain, Urgency.FRESH, QueryClient.LOCAL), trace);
    }

    @Override
    public RegistrationOutcome fetch(RegistrationRequest request, Trace trace) {
        DomainName domain = request.domain();
        String off = switches.disabledReason(domain);
        if (off != null) {
            trace.step("not queried: " + off);
            return new NoSource();
        }
        ParsedReply first = rdap == null ? null : counted(rdap.query(request, trace), rdapRequests);
        if (first != null && isFinal(first, domain)) {
            return first.outcome();
        }
        ParsedReply second =
                whois == null ? null : counted(whois.query(request, trace), whoisRequests);
        RegistrationOutcome outcome = combine(first, second, domain);
        if (outcome instanceof NoSource) {
            reports.missing(domain.tld());
            trace.step("no registry of ." + domain.tld() + " can be queried");
        }
        return outcome;
    }

    /**
     * Asks RDAP and WHOIS each for itself, to compare them. A registry that is switched off is not
     * asked.
     */
    public SeparateOutcomes fetchSeparately(RegistrationRequest request, Trace trace) {
        if (switches.disabledReason(request.domain()) != null) {
            return new SeparateOutcomes(null, null);
        }
        ParsedReply first = rdap == null ? null : counted(rdap.query(request, trace), rdapRequests);
        ParsedReply second =
                whois == null ? null : counted(whois.query(request, trace), whoisRequests);
        return new SeparateOutcomes(
                first == null ? null : first.outcome(), second == null ? null : second.outcome());
    }

    /**
     * Counts a reply, and hands it on.
     *
     * @param reply null if there was no server to send a request to
     */
    private static @Nullable ParsedReply counted(
            @Nullable ParsedReply reply, EnumCounters<RequestResult> counters) {
        if (reply != null) {
            counters.increment(RequestResult.of(reply));
        }
        return reply;
    }

    /** How hosts did since the start, the last that was asked at the end. */
    public List<HostReport> hosts() {
        return reports.hosts();
    }

    /** TLDs that were asked for and have nobody to ask, the last one at the end. */
    public List<MissingSource> missingSources() {
        return reports.missing();
    }

    /** How many requests over RDAP came to a result since the start. */
    public long rdapRequests(RequestResult result) {
        return rdapRequests.count(result);
    }

    /** How many requests over WHOIS came to a result since the start. */
    public long whoisRequests(RequestResult result) {
        return whoisRequests.count(result);
    }

    private boolean isFinal(ParsedReply rdapReply, DomainName domain) {
        return switch (rdapReply.outcome()) {
            case Registered registered -> true;
            case Unregistered unregistered -> true;
            case NoSource noSource -> false;
            case Undisclosed undisclosed ->
                    undisclosed.barred() != null || switches.whoisHasNoDates(domain);
            case Unreachable unreachable -> rdapReply.health() == ParsedReply.Health.OK;
        };
    }

    private RegistrationOutcome combine(
            @Nullable ParsedReply rdapReply, @Nullable ParsedReply whoisReply, DomainName domain) {
        if (rdapReply == null) {
            return whoisReply == null ? new NoSource() : whoisReply.outcome();
        }
        if (whoisReply == null) {
            return rdapReply.outcome();
        }
        return switch (whoisReply.outcome()) {
            case Registered registered -> registered;
            case Unregistered unregistered -> unregistered;
            // RDAP may have the date once it can be reached, and "undisclosed" is cached for weeks.
            case Undisclosed undisclosed ->
                    rdapReply.outcome() instanceof Unreachable nextSlot
                                    && undisclosed.barred() == null
                                    && !switches.whoisHasNoDates(domain)
                            ? nextSlot
                            : undisclosed;
            case NoSource noSource -> rdapReply.outcome();
            case Unreachable unreachable ->
                    rdapReply.outcome() instanceof Unreachable both
                            ? both(both, unreachable)
                            : rdapReply.outcome();
        };
    }

    private Unreachable both(Unreachable rdap, Unreachable whois) {
        return new Unreachable(
                rdap.reason() + "; " + whois.reason(),
                sooner(rdap.notBefore(), whois.notBefore()),
                whois.busy());
    }

    /**
     * When the first of the two may be queried again. One that failed and stated no time is not
     * queried for at least a minute: null, unless the other's time is before that minute is over.
     */
    private @Nullable Instant sooner(@Nullable Instant a, @Nullable Instant b) {
        if (a != null && b != null) {
            return a.isBefore(b) ? a : b;
        }
        Instant named = a != null ? a : b;
        return named != null && named.isBefore(clock.instant().plus(AFTER_FAILURE)) ? named : null;
    }
}
