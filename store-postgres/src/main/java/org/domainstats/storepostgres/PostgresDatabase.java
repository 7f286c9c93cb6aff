package org.domainstats.storepostgres;

import org.domainstats.model.DomainName;
import org.domainstats.postgres.PostgresPool;
import org.domainstats.postgres.TextParameters;
import org.domainstats.storesql.SqlDatabase;

import java.util.Collection;

/**
 * A database of PostgreSQL, for the tables that every store has alike. The pool closes what was
 * prepared when it gets the connection back.
 */
record PostgresDatabase(PostgresPool pool) implements SqlDatabase {

    /** Its clock, in milliseconds since 1970. */
    static final String NOW = "(extract(epoch FROM clock_timestamp()) * 1000)::bigint";

    @Override
    public <T> T read(Work<T> work) {
        return pool.read(connection -> work.on(connection::prepareStatement));
    }

    @Override
    public <T> T readMany(Work<T> work) {
        return pool.readMany(connection -> work.on(connection::prepareStatement));
    }

    @Override
    public <T> T write(Work<T> work) {
        return pool.transaction(connection -> work.on(connection::prepareStatement));
    }

    @Override
    public String isOneOf(String column) {
        return column + " = ANY(?)";
    }

    @Override
    public Object names(Collection<DomainName> names) {
        return TextParameters.names(names);
    }

    @Override
    public String now() {
        return NOW;
    }
}
