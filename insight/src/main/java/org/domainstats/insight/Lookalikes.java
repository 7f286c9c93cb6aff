package org.domainstats.insight;

import org.domainstats.lookup.InsightSource;
import org.domainstats.model.DomainName;
import org.domainstats.model.Insights;
import org.domainstats.model.KnownDomain;
import org.domainstats.model.PublicName;
import org.domainstats.store.KnownDomains;
import org.domainstats.store.StoreException;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Says which popular domain or brand a name may be taken for. The popular ones are read again when
 * the known domains change.
 */
public final class Lookalikes implements InsightSource {

    /** The index of so many has some four megabytes. */
    static final int MOST_RANKED = 10_000;

    /** Each is looked for in every name. */
    static final int MOST_BRANDS = 1_000;

    private final KnownDomains knownDomains;
    private final List<LookalikeTarget> brands;
    private final Collection<String> own;
    private volatile LookalikeIndex index;
    private long generation;

    /**
     * Lookalikes of brands alone, until {@link #refresh} has read the popular domains, so that no
     * start waits for it.
     *
     * @param brands domains or words in lower case
     * @param own further domains of the brands' owner
     */
    public Lookalikes(
            KnownDomains knownDomains, Collection<String> brands, Collection<String> own) {
        if (brands.size() > MOST_BRANDS) {
            throw new IllegalArgumentException("more than " + MOST_BRANDS + " brands");
        }
        this.knownDomains = knownDomains;
        this.brands = brands.stream().map(LookalikeTarget::brand).toList();
        this.own = List.copyOf(own);
        this.generation = -1;
        this.index = new LookalikeIndex(this.brands, this.own);
    }

    @Override
    public Insights of(PublicName name) {
        return Insights.NONE.withLookalike(index.find(name));
    }

    @Override
    public boolean refresh() {
        try {
            long now = knownDomains.generation();
            if (now == generation) {
                return false;
            }
            List<LookalikeTarget> targets = new ArrayList<>(brands);
            targets.addAll(mostPopular());
            index = new LookalikeIndex(targets, own);
            generation = now;
            return true;
        } catch (StoreException e) {
            // Damaged known domains are told of by what answers from them; these stay as they were.
            return false;
        }
    }

    private List<LookalikeTarget> mostPopular() {
        PriorityQueue<LookalikeTarget> best =
                new PriorityQueue<>(Comparator.comparingInt(LookalikeTarget::rank).reversed());
        knownDomains.forEach(
                each -> {
                    int rank = each.known().rank();
                    if (rank != KnownDomain.UNRANKED
                            && (best.size() < MOST_RANKED || rank < best.element().rank())) {
                        best.add(target(each.domain(), rank));
                        if (best.size() > MOST_RANKED) {
                            best.remove();
                        }
                    }
                });
        return best.stream().sorted(Comparator.comparingInt(LookalikeTarget::rank)).toList();
    }

    private static LookalikeTarget target(DomainName domain, int rank) {
        return LookalikeTarget.ranked(domain, rank);
    }
}
