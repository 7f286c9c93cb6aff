package org.domainstats.storemove;

import org.domainstats.store.StoreException;
import org.domainstats.storemove.StoreTables.Column;
import org.domainstats.storemove.StoreTables.Table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Makes one store equal to another one, table by table, as often as wanted: each pass reads both
 * and writes what differs. One that was broken off is simply run again.
 */
public final class StoreMove {

    private final StoreTables from;
    private final StoreTables to;
    private final List<Pair> pairs = new ArrayList<>();

    /** A table in both stores, with its columns in one order. */
    private record Pair(Table source, Table target) {}

    /**
     * @throws StoreException if the two have not the same tables
     */
    public StoreMove(StoreTables from, StoreTables to) {
        this.from = from;
        this.to = to;
        Map<String, Table> targets = new HashMap<>();
        to.tables().forEach(each -> targets.put(each.name(), each));
        Collection<String> paired = new HashSet<>();
        for (Table source : from.tables()) {
            Table target = targets.get(source.name());
            if (target != null) {
                pairs.add(new Pair(arranged(source, target), target));
                paired.add(source.name());
            } else if (from.count(source) > 0) {
                throw new StoreException("the target has no table " + source.name());
            }
        }
        for (Table target : to.tables()) {
            if (!paired.contains(target.name()) && to.count(target) > 0) {
                throw new StoreException("only the target has a table " + target.name());
            }
        }
    }

    /** The source's table with the columns in the order of the target's. */
    private static Table arranged(Table source, Table target) {
        if (!new HashSet<>(source.columns()).equals(new HashSet<>(target.columns()))
                || source.keys() != target.keys()
                || !columns(source, source.keys()).equals(columns(target, source.keys()))) {
            throw new StoreException(
                    "table "
                            + source.name()
                            + " is not the same in both stores: "
                            + source.columns()
                            + " and "
                            + target.columns());
        }
        return new Table(source.name(), target.columns(), source.keys());
    }

    private static List<Column> columns(Table table, int keys) {
        return table.columns().subList(0, keys);
    }

    /** How many rows the source has. */
    public long size() {
        return pairs.stream().mapToLong(each -> from.count(each.source)).sum();
    }

    /** Whether the target has rows of its own, but for those that each store has. */
    public boolean isTargetUsed() {
        return pairs.stream()
                .filter(
                        each ->
                                !columns(each.target, each.target.keys())
                                        .getFirst()
                                        .name()
                                        .equals("one"))
                .anyMatch(each -> to.count(each.target) > 0);
    }

    /** Whether the target has more contacts than the source, so that it is no copy of it. */
    public boolean hasTargetMoreContacts() {
        return pairs.stream()
                .filter(each -> each.source.name().equals("contacts"))
                .anyMatch(each -> to.count(each.target) > from.count(each.source));
    }

    /**
     * Reads both stores and writes what differs.
     *
     * @param progress is given the number of rows that were read so far
     */
    public MoveReport pass(LongConsumer progress) {
        List<MoveReport.OfTable> tables = new ArrayList<>();
        long read = 0;
        for (Pair pair : pairs) {
            long before = read;
            TableMove move = new TableMove(from, to, rows -> progress.accept(before + rows));
            MoveReport.OfTable report = move.run(pair.source, pair.target);
            read += report.rows();
            tables.add(report);
        }
        return new MoveReport(tables);
    }
}
