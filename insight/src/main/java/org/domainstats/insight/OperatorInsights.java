package org.domainstats.insight;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import org.domainstats.base.LimitedLog;
import org.domainstats.lookup.InsightSource;
import org.domainstats.model.Allowed;
import org.domainstats.model.Insights;
import org.domainstats.model.PublicName;
import org.domainstats.store.Store;
import org.domainstats.store.StoreException;
import org.domainstats.store.events.Allowances;
import org.domainstats.store.events.Allowances.Allowance;
import org.domainstats.store.triage.AnalystLabels;
import org.domainstats.store.triage.AnalystLabels.AnalystLabel;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What people wrote into the store about names: labels of analysts, and what an operator allows.
 * All of it is in memory; the ports bound how much that is.
 */
public final class OperatorInsights implements InsightSource {

    private static final LimitedLog LOG =
            new LimitedLog(LoggerFactory.getLogger(OperatorInsights.class));

    private final AnalystLabels labels;
    private final Allowances allowances;
    private final InstantSource clock;
    private volatile Written written = new Written(Map.of(), Map.of());

    /** By site, and by name with all below it. */
    private record Written(Map<String, List<String>> labels, Map<String, List<Allowed>> allowed) {

        boolean isEmpty() {
            return labels.isEmpty() && allowed.isEmpty();
        }

        /**
         * For what a record makes by itself, the first use costs 5 ms, and that is in each start.
         */
        boolean isSame(Written other) {
            return labels.equals(other.labels) && allowed.equals(other.allowed);
        }
    }

    /** Knows of nothing until it is refreshed. */
    public OperatorInsights(Store store, InstantSource clock) {
        this.labels = store.labels();
        this.allowances = store.events().allowances();
        this.clock = clock;
    }

    @Override
    public Insights of(PublicName name) {
        Written now = written;
        if (now.isEmpty()) {
            return Insights.NONE;
        }
        String site = name.site().ascii();
        return Insights.NONE
                .with(now.labels.getOrDefault(site, List.of()))
                .withAllowed(allowed(now, site));
    }

    /** That of the site first, then that of the names it is below: as for events, all count. */
    private static List<Allowed> allowed(Written now, String site) {
        if (now.allowed.isEmpty()) {
            return List.of();
        }
        List<Allowed> all = new ArrayList<>();
        String name = site;
        while (true) {
            all.addAll(now.allowed.getOrDefault(name, List.of()));
            int dot = name.indexOf('.');
            if (dot < 0) {
                return all;
            }
            name = name.substring(dot + 1);
        }
    }

    /** What has ended by now does not count any more. */
    @Override
    public boolean refresh() {
        try {
            Instant now = clock.instant();
            Written read =
                    new Written(
                            labels.list().stream()
                                    .collect(
                                            groupingBy(
                                                    each -> each.site().ascii(),
                                                    mapping(AnalystLabel::text, toList()))),
                            allowances.list().stream()
                                    .filter(each -> each.isInForce(now))
                                    .collect(
                                            groupingBy(
                                                    each -> each.name().ascii(),
                                                    mapping(OperatorInsights::of, toList()))));
            boolean changed = !read.isSame(written);
            written = read;
            return changed;
        } catch (StoreException e) {
            LOG.warn("read", e, "labels and allowances stay as they were read last");
            return false;
        }
    }

    private static Allowed of(Allowance allowance) {
        return new Allowed(allowance.signal().word(), allowance.reason());
    }
}
