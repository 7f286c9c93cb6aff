package org.domainstats.sourcecheck;

import org.domainstats.lookup.privacy.PrivateNames;
import org.domainstats.model.DomainName;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.store.KnownDomains;
import org.domainstats.store.KnownDomains.Change;
import org.domainstats.store.Registrations;
import org.domainstats.store.StoredRegistration;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Takes a random sample of the known domains: a few of each TLD, of random TLDs where not all fit,
 * and first those whose date is known. In passes over the TLDs, so that one registry is not asked
 * several times in a row.
 */
public final class DomainSample {

    /** One may have been transferred or registered anew; three that differ are a registry's. */
    static final int PER_TLD = 3;

    private final PrivateNames privateNames;
    private final RandomGenerator random;
    private final Map<String, PriorityQueue<Candidate>> byTld = new HashMap<>();

    private DomainSample(PrivateNames privateNames, RandomGenerator random) {
        this.privateNames = privateNames;
        this.random = random;
    }

    /** A domain with the place that chance gave it; those with a date have one from 1 on. */
    private record Candidate(SampledDomain domain, double place) {}

    /**
     * Reads all known domains and takes some. Blocks on the disk.
     *
     * @param privateNames these are never taken
     * @param most as many at most
     */
    public static List<SampledDomain> of(
            KnownDomains knownDomains,
            Registrations registrations,
            PrivateNames privateNames,
            RandomGenerator random,
            int most) {
        DomainSample sample = new DomainSample(privateNames, random);
        knownDomains.forEach(sample::add);
        return sample.taken(most).stream().map(each -> withDate(each, registrations)).toList();
    }

    /** A domain with the date that an earlier look-up stored, if the feed has none. */
    public static SampledDomain withDate(SampledDomain domain, Registrations registrations) {
        return domain.known() != null
                ? domain
                : new SampledDomain(
                        domain.domain(),
                        registrations
                                .find(domain.domain())
                                .map(DomainSample::registered)
                                .orElse(null));
    }

    private static @Nullable Instant registered(StoredRegistration stored) {
        return stored.outcome() instanceof Registered registered ? registered.effective() : null;
    }

    private void add(Change.Put put) {
        DomainName domain = put.domain();
        if (privateNames.contains(domain)) {
            return;
        }
        Instant known = put.known().registered();
        PriorityQueue<Candidate> best =
                byTld.computeIfAbsent(
                        domain.tld(),
                        _ -> new PriorityQueue<>(Comparator.comparingDouble(Candidate::place)));
        best.add(
                new Candidate(
                        new SampledDomain(domain, known),
                        random.nextDouble() + (known == null ? 0 : 1)));
        if (best.size() > PER_TLD) {
            best.poll();
        }
    }

    private List<SampledDomain> taken(int most) {
        List<String> tlds = new ArrayList<>(byTld.keySet());
        Collections.sort(tlds);
        Collections.shuffle(tlds, Random.from(random));
        int fitting = Math.max(1, (most + PER_TLD - 1) / PER_TLD);
        List<SampledDomain> taken = new ArrayList<>();
        for (int pass = 0; pass < PER_TLD; pass++) {
            for (String tld : tlds.subList(0, Math.min(fitting, tlds.size()))) {
                PriorityQueue<Candidate> best = byTld.get(tld);
                Candidate next = best == null ? null : best.poll();
                if (next != null && taken.size() < most) {
                    taken.add(next.domain());
                }
            }
        }
        return taken;
    }
}
