package org.domainstats.storesql;

import org.domainstats.model.DomainName;
import org.domainstats.store.StoreException;
import org.domainstats.store.events.Allowances;
import org.domainstats.store.events.AllowedSignal;

import java.sql.PreparedStatement;
import java.util.List;

/** What is allowed, in the table {@code allowances}. */
public final class SqlAllowances implements Allowances {

    private static final String PUT =
            "INSERT INTO allowances (name, signal, reason, until, author)"
                    + " SELECT ?, ?, ?, ?, ? WHERE (SELECT count(*) FROM allowances) < ?"
                    + " OR EXISTS (SELECT 1 FROM allowances WHERE name = ? AND signal = ?)"
                    + " ON CONFLICT (name, signal) DO UPDATE SET reason = excluded.reason,"
                    + " until = excluded.until, author = excluded.author";
    private static final String REMOVE = "DELETE FROM allowances WHERE name = ? AND signal = ?";
    private static final String LIST =
            "SELECT name, signal, reason, until, author FROM allowances ORDER BY name, signal";

    private final SqlDatabase database;

    public SqlAllowances(SqlDatabase database) {
        this.database = database;
    }

    @Override
    public void put(Allowance allowance) {
        int put =
                database.write(
                        statements -> {
                            PreparedStatement write = statements.prepare(PUT);
                            write.setString(1, allowance.name().ascii());
                            write.setString(2, allowance.signal().word());
                            write.setString(3, allowance.reason());
                            ColumnValues.setInstant(write, 4, allowance.until());
                            write.setString(5, ColumnValues.text(allowance.by()));
                            write.setInt(6, MOST);
                            write.setString(7, allowance.name().ascii());
                            write.setString(8, allowance.signal().word());
                            return write.executeUpdate();
                        });
        if (put == 0) {
            throw new StoreException("there are " + MOST + " allowances already; remove some");
        }
    }

    @Override
    public boolean remove(DomainName name, AllowedSignal signal) {
        return database.write(
                statements -> {
                    PreparedStatement remove = statements.prepare(REMOVE);
                    remove.setString(1, name.ascii());
                    remove.setString(2, signal.word());
                    return remove.executeUpdate() > 0;
                });
    }

    @Override
    public List<Allowance> list() {
        return database.read(statements -> Rows.list(statements.prepare(LIST), Rows::allowance));
    }
}
