package org.domainstats.storesqlite;

import org.domainstats.model.DomainName;
import org.domainstats.sqlite.NameParameters;
import org.domainstats.sqlite.ReaderPool;
import org.domainstats.sqlite.WriteQueue;
import org.domainstats.storesql.SqlDatabase;

import java.util.Collection;

/** A file of SQLite, for the tables that every store has alike. */
record SqliteDatabase(WriteQueue writer, ReaderPool readers) implements SqlDatabase {

    @Override
    public <T> T read(Work<T> work) {
        return readers.read(statements -> work.on(statements::prepare));
    }

    @Override
    public <T> T readMany(Work<T> work) {
        return read(work);
    }

    @Override
    public <T> T write(Work<T> work) {
        return writer.write(statements -> work.on(statements::prepare));
    }

    @Override
    public String isOneOf(String column) {
        return column + " IN (SELECT value FROM json_each(?))";
    }

    @Override
    public Object names(Collection<DomainName> names) {
        return NameParameters.json(names.stream().map(DomainName::ascii).toList());
    }

    @Override
    public String now() {
        return "CAST(unixepoch('subsec') * 1000 AS INTEGER)";
    }
}
