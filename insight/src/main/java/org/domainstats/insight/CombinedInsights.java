package org.domainstats.insight;

import org.domainstats.lookup.InsightSource;
import org.domainstats.model.Insights;
import org.domainstats.model.PublicName;

import java.util.List;

/** What several sources say of a name, put together. */
public final class CombinedInsights implements InsightSource {

    private final List<InsightSource> sources;

    public CombinedInsights(List<InsightSource> sources) {
        this.sources = List.copyOf(sources);
    }

    @Override
    public Insights of(PublicName name) {
        Insights all = Insights.NONE;
        for (InsightSource source : sources) {
            all = all.and(source.of(name));
        }
        return all;
    }

    @Override
    public boolean refresh() {
        boolean changed = false;
        for (InsightSource source : sources) {
            changed |= source.refresh();
        }
        return changed;
    }
}
