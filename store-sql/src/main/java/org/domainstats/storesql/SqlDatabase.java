package org.domainstats.storesql;

import org.domainstats.model.DomainName;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;

/**
 * The database of a store, for tables that are read and written alike in every store, and the few
 * words in which the SQL of stores differs.
 */
public interface SqlDatabase {

    /** Prepares statements, which whoever runs the work closes. */
    @FunctionalInterface
    interface Statements {
        PreparedStatement prepare(String sql) throws SQLException;
    }

    /** What is done in one transaction. It may be done again, when a connection was lost. */
    @FunctionalInterface
    interface Work<T> {
        T on(Statements statements) throws SQLException;
    }

    /** Reads a few rows. */
    <T> T read(Work<T> work);

    /** Reads many rows, which may take longer. */
    <T> T readMany(Work<T> work);

    /** Writes, and returns when that is durable. */
    <T> T write(Work<T> work);

    /** The condition that a column is one of the names that are one parameter. */
    String isOneOf(String column);

    /** The value of that parameter. */
    Object names(Collection<DomainName> names);

    /** The time by the clock of the database in milliseconds since 1970. */
    String now();
}
