package org.domainstats.storemove;

import org.domainstats.store.StoreException;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * The tables of a store as rows that are the same in every store, to move one into another. What
 * only one store needs, such as its indexes, is not among them. Every method may block for long.
 */
public interface StoreTables extends AutoCloseable {

    /** All tables that move, in no order. */
    List<Table> tables();

    /** The rows of a table in the order of its key. Numbers by value, texts by their bytes. */
    Rows read(Table table);

    /** Puts rows and removes others, in one transaction. Only the keys of those count. */
    void write(Table table, List<Row> put, List<Row> removed);

    /** How many rows a table has. */
    long count(Table table);

    /**
     * Keeps everybody else from writing until this is closed.
     *
     * @throws StoreException if others use it just now and would not notice
     */
    void holdWrites();

    /**
     * What is written into it is not for servers that use it already: they hold in memory what they
     * have read of it, and what they write is removed as what only the target has. Before {@link
     * #holdWrites} only.
     *
     * @throws StoreException if there are any
     */
    void requireNoServers();

    /** Makes what was written ready for a server: its indexes and numbers. */
    void finish();

    /** Leaves a store that was moved so that no server goes on writing to it. */
    void retire();

    @Override
    void close();

    /**
     * A table.
     *
     * @param columns those of the key first
     * @param keys how many columns the key has
     */
    record Table(String name, List<Column> columns, int keys) {

        public Table {
            columns = List.copyOf(columns);
        }
    }

    /** A column by its name in every store. */
    record Column(String name, Kind kind) {}

    /** What is in a column: a {@link Long}, a {@link String}, or bytes as hexadecimal digits. */
    enum Kind {
        NUMBER,
        TEXT,
        BYTES
    }

    /** A row: null, {@link Long} or {@link String} for each column. */
    record Row(List<@Nullable Object> values) {}

    /** Rows, one after the other. */
    interface Rows extends AutoCloseable {

        /** The next row; null after the last. */
        @Nullable Row next();

        @Override
        void close();
    }
}
