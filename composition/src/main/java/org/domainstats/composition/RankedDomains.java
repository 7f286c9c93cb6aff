package org.domainstats.composition;

import org.domainstats.insight.PopularDomains;
import org.domainstats.model.DomainName;
import org.domainstats.model.KnownDomain;
import org.domainstats.store.KnownDomains;
import org.domainstats.store.StoreException;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/** The known domains that have the best ranks. */
final class RankedDomains implements PopularDomains {

    private final KnownDomains knownDomains;
    private long generation = -1;

    RankedDomains(KnownDomains knownDomains) {
        this.knownDomains = knownDomains;
    }

    private record Ranked(DomainName domain, int rank) {}

    @Override
    public synchronized Optional<List<DomainName>> readIfChanged(int most) {
        try {
            long now = knownDomains.generation();
            if (now == generation) {
                return Optional.empty();
            }
            List<DomainName> read = read(most);
            generation = now;
            return Optional.of(read);
        } catch (StoreException e) {
            // Damaged known domains are reported where they are looked up; these stay as they were.
            return Optional.empty();
        }
    }

    private List<DomainName> read(int most) {
        PriorityQueue<Ranked> best =
                new PriorityQueue<>(Comparator.comparingInt(Ranked::rank).reversed());
        knownDomains.forEach(
                each -> {
                    int rank = each.known().rank();
                    boolean among = best.size() < most || rank < best.element().rank();
                    if (rank != KnownDomain.UNRANKED && among) {
                        best.add(new Ranked(each.domain(), rank));
                        if (best.size() > most) {
                            best.remove();
                        }
                    }
                });
        return best.stream()
                .sorted(Comparator.comparingInt(Ranked::rank))
                .map(Ranked::domain)
                .toList();
    }
}
