package org.domainstats.insight;

import org.domainstats.lookup.InsightSource;
import org.domainstats.model.DomainName;
import org.domainstats.model.Insights;
import org.domainstats.model.Lookalike;
import org.domainstats.model.PublicName;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Says which popular domain or brand a name may be taken for. The popular ones are read again when
 * the known domains change.
 */
public final class Lookalikes implements InsightSource {

    /** The index of so many has some four megabytes. */
    static final int MOST_RANKED = 10_000;

    /** Each is looked for in every name. */
    static final int MOST_BRANDS = 1_000;

    private final PopularDomains popular;
    private final List<LookalikeTarget> brands;
    private final Collection<String> own;
    private volatile LookalikeIndex index;

    /**
     * Lookalikes of brands alone, until {@link #refresh} has read the popular domains, so that no
     * start waits for it.
     *
     * @param brands domains or words in lower case
     * @param own further domains of the brands' owner
     */
    public Lookalikes(PopularDomains popular, Collection<String> brands, Collection<String> own) {
        if (brands.size() > MOST_BRANDS) {
            throw new IllegalArgumentException("more than " + MOST_BRANDS + " brands");
        }
        this.popular = popular;
        this.brands = brands.stream().map(LookalikeTarget::brand).toList();
        this.own = List.copyOf(own);
        this.index = new LookalikeIndex(this.brands, this.own);
    }

    @Override
    public Insights of(PublicName name) {
        @Nullable Lookalike found = index.find(name);
        return found == null ? Insights.NONE : Insights.NONE.withLookalike(found);
    }

    @Override
    public boolean refresh() {
        Optional<List<DomainName>> read = popular.readIfChanged(MOST_RANKED);
        read.ifPresent(domains -> index = new LookalikeIndex(targets(domains), own));
        return read.isPresent();
    }

    private List<LookalikeTarget> targets(List<DomainName> domains) {
        List<LookalikeTarget> targets = new ArrayList<>(brands);
        for (int i = 0; i < domains.size(); i++) {
            targets.add(LookalikeTarget.ranked(domains.get(i), i + 1));
        }
        return targets;
    }
}
