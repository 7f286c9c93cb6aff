package org.domainstats.registry;

import org.domainstats.lookup.RegistrationSource.Trace;
import org.domainstats.model.DomainName;
import org.domainstats.model.Printable;
import org.domainstats.registry.Reading.Mood;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which WHOIS server to ask: ours by table, checked against what IANA says today. Tables rot, and
 * the old server name of .mobi was for sale; so where the two differ, IANA is right, and a TLD that
 * IANA knows no server for has none.
 */
final class WhoisDirectory {

    private static final Duration GOOD_FOR = Duration.ofDays(7);

    /** A root that hangs must not cost its deadline for every name. */
    private static final Duration TRY_AGAIN = Duration.ofMinutes(5);

    /** There are about 1,500 TLDs. */
    private static final int MOST_TLDS = 2_048;

    private final WhoisClient client;
    private final Politeness politeness;
    private final HostPort root;
    private final boolean allowPrivate;
    private final Clock clock;
    private final Map<String, Said> byTld =
            new LinkedHashMap<String, Said>(64, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Said> eldest) {
                    return size() > MOST_TLDS;
                }
            };

    /**
     * @param referral what IANA said, or null if it could not be asked
     */
    private record Said(@Nullable WhoisReferral referral, Instant goodUntil) {}

    WhoisDirectory(
            WhoisClient client,
            Politeness politeness,
            HostPort root,
            boolean allowPrivate,
            Clock clock) {
        this.client = client;
        this.politeness = politeness;
        this.root = root;
        this.allowPrivate = allowPrivate;
        this.clock = clock;
    }

    /** The server for a domain, as far as can be known now. */
    Directions find(DomainName domain, Trace trace) {
        WhoisServers.Known known = WhoisServers.find(domain);
        if (known != null && known.zone().indexOf('.') >= 0) {
            // IANA knows nothing of registries below a TLD.
            return new Directions.To(new HostPort(known.host(), 43));
        }
        WhoisReferral referral = referral(domain.tld(), trace);
        if (referral != null) {
            HostPort server = referral.server();
            return server == null ? new Directions.Nowhere() : new Directions.To(server);
        }
        if (known != null) {
            trace.step("IANA did not say; taking " + known.host() + " from the built-in table");
            return new Directions.To(new HostPort(known.host(), 43));
        }
        return new Directions.Unknown();
    }

    /** Where to go. */
    sealed interface Directions {
        record To(HostPort server) implements Directions {}

        /** The TLD has no WHOIS. */
        record Nowhere() implements Directions {}

        /** Nobody could tell. */
        record Unknown() implements Directions {}
    }

    private @Nullable WhoisReferral referral(String tld, Trace trace) {
        Said said = said(tld);
        if (said != null) {
            return said.referral();
        }
        return switch (politeness.take(root, RdapClient.PATIENCE)) {
            case Turn.Held held -> null;
            case Turn.Granted granted -> inTurn(tld, granted, trace);
        };
    }

    private @Nullable Said said(String tld) {
        synchronized (byTld) {
            Said said = byTld.get(tld);
            return said != null && said.goodUntil().isAfter(clock.instant()) ? said : null;
        }
    }

    private @Nullable WhoisReferral inTurn(String tld, Turn.Granted turn, Trace trace) {
        Mood mood = Mood.WELL;
        try {
            // Another name of the same TLD may have asked while we waited.
            Said said = said(tld);
            if (said != null) {
                return said.referral();
            }
            WhoisReferral referral = ask(tld, trace);
            mood = referral == null ? Mood.ILL : Mood.WELL;
            remember(tld, referral);
            return referral;
        } finally {
            turn.end(mood, null);
        }
    }

    private @Nullable WhoisReferral ask(String tld, Trace trace) {
        try {
            String reply = new String(client.ask(root, tld), StandardCharsets.UTF_8);
            WhoisReferral referral = WhoisReferral.parse(reply, root, allowPrivate);
            trace.step(root.host() + " refers ." + tld + " to " + told(referral));
            return referral;
        } catch (IOException e) {
            trace.step(root.host() + ": " + Faults.words(e));
            return null;
        }
    }

    private static String told(WhoisReferral referral) {
        HostPort server = referral.server();
        return server == null ? "no WHOIS server" : Printable.of(server.toString());
    }

    private void remember(String tld, @Nullable WhoisReferral referral) {
        Instant now = clock.instant();
        synchronized (byTld) {
            byTld.put(tld, new Said(referral, now.plus(referral == null ? TRY_AGAIN : GOOD_FOR)));
        }
    }
}
