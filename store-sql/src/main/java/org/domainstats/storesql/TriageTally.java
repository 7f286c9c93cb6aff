package org.domainstats.storesql;

import org.domainstats.store.triage.TriageEntry;
import org.domainstats.store.triage.TriageFacts.Kind;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Changes of counts, gathered before they are written: in one order, so that writers do not block
 * each other.
 */
public final class TriageTally {

    /** What is counted together. */
    public record Cell(long hour, Kind kind) {

        /** The beginning of the longer step that the hour is in. */
        public long within(long step) {
            return hour - Math.floorMod(hour, step);
        }
    }

    private static final Comparator<Cell> ORDER =
            Comparator.comparingLong(Cell::hour)
                    .thenComparing(cell -> cell.kind().age())
                    .thenComparing(cell -> cell.kind().toString());

    private final Map<Cell, Long> changes = new TreeMap<>(ORDER);

    /** The counts of entries that are added. */
    public static TriageTally of(List<TriageEntry> entries) {
        TriageTally tally = new TriageTally();
        entries.forEach(entry -> tally.add(TriageRows.hour(entry), entry.facts().kind(), 1));
        return tally;
    }

    public void add(long hour, Kind kind, long contacts) {
        changes.merge(new Cell(hour, kind), contacts, Long::sum);
    }

    /** Those that are not zero. */
    public Map<Cell, Long> changes() {
        changes.values().removeIf(change -> change == 0);
        return changes;
    }
}
