package org.domainstats.storesqlite;

import org.domainstats.model.DomainName;
import org.domainstats.sqlite.ReaderPool;
import org.domainstats.sqlite.WriteQueue;
import org.domainstats.store.StoreException;
import org.domainstats.store.events.Allowances;
import org.domainstats.store.events.AllowedSignal;
import org.domainstats.storesql.ColumnValues;
import org.domainstats.storesql.Rows;

import java.sql.PreparedStatement;
import java.util.List;

/** What is allowed, in the table {@code allowances}. */
final class SqliteAllowances implements Allowances {

    private static final String PUT =
            "INSERT OR REPLACE INTO allowances (name, signal, reason, until, author)"
                    + " SELECT ?1, ?2, ?3, ?4, ?5 WHERE (SELECT count(*) FROM allowances) < ?6"
                    + " OR EXISTS (SELECT 1 FROM allowances WHERE name = ?1 AND signal = ?2)";
    private static final String REMOVE = "DELETE FROM allowances WHERE name = ? AND signal = ?";
    private static final String LIST =
            "SELECT name, signal, reason, until, author FROM allowances ORDER BY name, signal";

    private final WriteQueue writer;
    private final ReaderPool readers;

    SqliteAllowances(WriteQueue writer, ReaderPool readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public void put(Allowance allowance) {
        int put =
                writer.write(
                        statements -> {
                            PreparedStatement write = statements.prepare(PUT);
                            write.setString(1, allowance.name().ascii());
                            write.setString(2, allowance.signal().word());
                            write.setString(3, allowance.reason());
                            ColumnValues.setInstant(write, 4, allowance.until());
                            write.setString(5, allowance.by());
                            write.setInt(6, MOST);
                            return write.executeUpdate();
                        });
        if (put == 0) {
            throw new StoreException("there are " + MOST + " allowances already; remove some");
        }
    }

    @Override
    public boolean remove(DomainName name, AllowedSignal signal) {
        return writer.write(
                statements -> {
                    PreparedStatement remove = statements.prepare(REMOVE);
                    remove.setString(1, name.ascii());
                    remove.setString(2, signal.word());
                    return remove.executeUpdate() > 0;
                });
    }

    @Override
    public List<Allowance> list() {
        return readers.read(statements -> Rows.list(statements.prepare(LIST), Rows::allowance));
    }
}
