package org.domainstats.storepostgres;

import org.domainstats.model.DomainName;
import org.domainstats.postgres.PostgresPool;
import org.domainstats.postgres.TextParameters;
import org.domainstats.store.StoreException;
import org.domainstats.store.events.Allowances;
import org.domainstats.store.events.AllowedSignal;
import org.domainstats.storesql.ColumnValues;
import org.domainstats.storesql.Rows;

import java.sql.PreparedStatement;
import java.util.List;

/** What is allowed, in the table {@code allowances}. */
final class PostgresAllowances implements Allowances {

    private static final String PUT =
            "INSERT INTO allowances (name, signal, reason, until, author)"
                    + " SELECT ?, ?, ?, ?, ? WHERE (SELECT count(*) FROM allowances) < ?"
                    + " OR EXISTS (SELECT 1 FROM allowances WHERE name = ? AND signal = ?)"
                    + " ON CONFLICT (name, signal) DO UPDATE SET reason = excluded.reason,"
                    + " until = excluded.until, author = excluded.author";
    private static final String REMOVE = "DELETE FROM allowances WHERE name = ? AND signal = ?";
    private static final String LIST =
            "SELECT name, signal, reason, until, author FROM allowances ORDER BY name, signal";

    private final PostgresPool pool;

    PostgresAllowances(PostgresPool pool) {
        this.pool = pool;
    }

    @Override
    public void put(Allowance allowance) {
        int put =
                pool.run(
                        connection -> {
                            try (PreparedStatement write = connection.prepareStatement(PUT)) {
                                write.setString(1, allowance.name().ascii());
                                write.setString(2, allowance.signal().word());
                                write.setString(3, allowance.reason());
                                ColumnValues.setInstant(write, 4, allowance.until());
                                write.setString(5, TextParameters.text(allowance.by()));
                                write.setInt(6, MOST);
                                write.setString(7, allowance.name().ascii());
                                write.setString(8, allowance.signal().word());
                                return write.executeUpdate();
                            }
                        });
        if (put == 0) {
            throw new StoreException("there are " + MOST + " allowances already; remove some");
        }
    }

    @Override
    public boolean remove(DomainName name, AllowedSignal signal) {
        return pool.run(
                connection -> {
                    try (PreparedStatement remove = connection.prepareStatement(REMOVE)) {
                        remove.setString(1, name.ascii());
                        remove.setString(2, signal.word());
                        return remove.executeUpdate() > 0;
                    }
                });
    }

    @Override
    public List<Allowance> list() {
        return pool.run(
                connection -> {
                    try (PreparedStatement list = connection.prepareStatement(LIST)) {
                        return Rows.list(list, Rows::allowance);
                    }
                });
    }
}
