package org.domainstats.streams;

import org.domainstats.logformats.FactField;
import org.domainstats.logformats.NameFacts;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells again the first contacts that a crash cut off from the output. They were recorded behind
 * the position that the output was cut at, and the store says each only once.
 */
final class RecoveredAnnouncements implements FactSource {

    private final FactSource source;

    /** Sites that were told, and the second of their first contact. */
    private final Map<String, Instant> told = new HashMap<>();

    private @Nullable Instant from;
    private final Instant until;

    /**
     * @param last the position that the output was cut at; empty at the first start
     * @param until when this run began
     */
    RecoveredAnnouncements(FactSource source, Optional<LogPosition> last, Instant until) {
        this.source = source;
        this.until = until;
        this.from = last.map(each -> second(each.at())).orElse(null);
        last.ifPresent(each -> each.told().forEach(site -> told.put(site, second(each.at()))));
    }

    @Override
    public List<NameFacts> find(List<String> names) throws IOException {
        List<NameFacts> facts = new ArrayList<>(names.size());
        for (NameFacts each : source.find(names)) {
            facts.add(recovered(each));
        }
        return facts;
    }

    private NameFacts recovered(NameFacts facts) {
        @Nullable String site = facts.value(FactField.SITE);
        @Nullable Instant first = facts.instant(FactField.SEEN_BY_YOU);
        if (site == null || first == null) {
            return facts;
        }
        boolean cutOff =
                from != null
                        && !facts.isFirstContact()
                        && !first.isBefore(from)
                        && !first.isAfter(until)
                        && !told.containsKey(site);
        if (cutOff || facts.isFirstContact()) {
            told.put(site, first);
        }
        return cutOff ? facts.announced() : facts;
    }

    /** All that the log held at the crash was done again. */
    void caughtUp() {
        from = null;
    }

    /**
     * The sites that were told whose first contact was within the second of an instant or later.
     */
    List<String> toldSince(Instant instant) {
        Instant second = second(instant);
        if (from == null) {
            told.values().removeIf(each -> each.isBefore(second));
        }
        return told.entrySet().stream()
                .filter(each -> !each.getValue().isBefore(second))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Instant second(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }
}
