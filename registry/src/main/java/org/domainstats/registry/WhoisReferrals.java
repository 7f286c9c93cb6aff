package org.domainstats.registry;

import org.domainstats.base.LruMap;
import org.domainstats.httpclient.HostPort;
import org.domainstats.httpclient.InvalidResponseException;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** What a root has said of TLDs, in memory and in the data folder, for as long as it is good. */
final class WhoisReferrals {

    private static final Duration GOOD_FOR = Duration.ofDays(7);

    /** A root that hangs must not cost its deadline for every name. */
    private static final Duration TRY_AGAIN = Duration.ofMinutes(5);

    /** There are about 1,500 TLDs. */
    private static final int MOST_TLDS = 2_048;

    private static final int WHOIS_PORT = 43;

    /** What is kept for a TLD that has no server. */
    private static final String NOWHERE = "-";

    private final ExpiringEntries kept;
    private final HostPort root;
    private final boolean allowPrivate;
    private final Clock clock;
    private final Map<String, Referral> byTld = new LruMap<>(MOST_TLDS);

    WhoisReferrals(Path data, HostPort root, boolean allowPrivate, Clock clock) {
        this.kept = new ExpiringEntries(data.resolve("whois-referrals.tsv"), MOST_TLDS, clock);
        this.root = root;
        this.allowPrivate = allowPrivate;
        this.clock = clock;
    }

    /**
     * What the root said of a TLD.
     *
     * @param referral null if the query failed
     */
    record Referral(@Nullable WhoisReferral referral, Instant goodUntil) {}

    HostPort root() {
        return root;
    }

    /**
     * Reads a reply of the root.
     *
     * @throws InvalidResponseException if it is none
     */
    WhoisReferral parse(String reply) throws InvalidResponseException {
        return WhoisReferral.parse(reply, root, allowPrivate);
    }

    /** What it said, as long as that is good; null otherwise. Reads the disk the first time. */
    synchronized @Nullable Referral find(String tld) {
        Referral said = byTld.get(tld);
        if (said == null) {
            said = keptOf(tld);
            byTld.put(tld, said);
        }
        return said.goodUntil.isAfter(clock.instant()) ? said : null;
    }

    private Referral keptOf(String tld) {
        ExpiringEntries.Fact fact = kept.find(key(tld));
        if (fact == null) {
            return new Referral(null, Instant.MIN);
        }
        try {
            // The rules for hosts may have become stricter, or the operator's may.
            WhoisReferral referral =
                    fact.value().equals(NOWHERE)
                            ? new WhoisReferral(null)
                            : parse("refer: " + fact.value());
            return new Referral(referral, fact.until());
        } catch (InvalidResponseException damaged) {
            return new Referral(null, Instant.MIN);
        }
    }

    /**
     * Blocks on the disk.
     *
     * @param referral null if the query failed
     */
    synchronized void put(String tld, @Nullable WhoisReferral referral) {
        Instant until = clock.instant().plus(referral == null ? TRY_AGAIN : GOOD_FOR);
        byTld.put(tld, new Referral(referral, until));
        if (referral != null) {
            kept.put(key(tld), new ExpiringEntries.Fact(words(referral.server()), until));
        }
    }

    /** As a root would write it. */
    private static String words(@Nullable HostPort server) {
        if (server == null) {
            return NOWHERE;
        }
        return server.port() == WHOIS_PORT ? server.host() : server.toString();
    }

    private String key(String tld) {
        return root + "/" + tld;
    }
}
