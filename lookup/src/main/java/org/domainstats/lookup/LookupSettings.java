package org.domainstats.lookup;

import org.domainstats.lookup.privacy.Privacy;
import org.domainstats.lookup.privacy.PrivateNames;
import org.domainstats.usage.StoredClients;

import java.time.Duration;

/**
 * What an operator decides about look-ups.
 *
 * @param cacheSize how many answers are held in memory
 * @param timeout how long an answer waits for the outside world unless the question says otherwise
 * @param privacy what stays private
 * @param limits on what questions may leave on the disk
 * @param datesOfKnownDomains whether registrations are looked up, behind everything else, of known
 *     domains that the feed gives no date of: in the dialect of domain_stats 1.x each answer has
 *     one
 */
public record LookupSettings(
        long cacheSize,
        Duration timeout,
        Privacy privacy,
        Limits limits,
        boolean datesOfKnownDomains) {

    /** Nothing is kept of who asks. */
    public LookupSettings(
            long cacheSize,
            Duration timeout,
            PrivateNames privateNames,
            Limits limits,
            boolean datesOfKnownDomains) {
        this(
                cacheSize,
                timeout,
                new Privacy(privateNames, StoredClients.NONE),
                limits,
                datesOfKnownDomains);
    }

    /** Without dates of known domains. */
    public LookupSettings(
            long cacheSize, Duration timeout, PrivateNames privateNames, Limits limits) {
        this(cacheSize, timeout, privateNames, limits, false);
    }

    /** With the default limits. */
    public LookupSettings(long cacheSize, Duration timeout, PrivateNames privateNames) {
        this(cacheSize, timeout, privateNames, Limits.DEFAULT);
    }

    /** The same with dates of known domains, or without. */
    public LookupSettings withDatesOfKnownDomains(boolean wanted) {
        return new LookupSettings(cacheSize, timeout, privacy, limits, wanted);
    }

    /** The same with another rule for what is kept of who asks. */
    public LookupSettings withClients(StoredClients clients) {
        return new LookupSettings(
                cacheSize,
                timeout,
                new Privacy(privacy.names(), clients),
                limits,
                datesOfKnownDomains);
    }

    PrivateNames privateNames() {
        return privacy.names();
    }

    /**
     * How much may be added to the store within a day, apart from limits on questions.
     *
     * @param contactsPerClient first contacts that one client makes
     * @param contacts first contacts of all clients
     * @param lookupsPerClient registrations that are to be looked up for one client
     * @param lookups registrations that are to be looked up for all clients
     */
    public record Limits(
            long contactsPerClient, long contacts, long lookupsPerClient, long lookups) {

        /**
         * A contact takes some 205 bytes: a client that makes as many as it may fills 4 GB a day. A
         * large network meets some ten thousand new sites a day, and a log of years that is
         * enriched once some ten million. Registries answer some 100,000 questions a day each.
         */
        public static final Limits DEFAULT = new Limits(20_000_000, 50_000_000, 200_000, 1_000_000);
    }
}
