package org.domainstats.knowndomains;

import org.domainstats.model.DomainName;
import org.domainstats.model.FeedVersion;
import org.domainstats.model.KnownDomain;
import org.domainstats.sqlite.PreparedStatements;
import org.domainstats.sqlite.SqliteFile;
import org.domainstats.store.KnownDomains.Change;
import org.domainstats.store.KnownDomains.Scope;
import org.domainstats.storesql.ColumnValues;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Iterator;

/** An update of the known domains: made while readers go on, and seen by them all at once. */
final class KnownUpdate {

    private static final String FINISH =
            "UPDATE feed SET major = ?, minor = ?, domains = ?, generation = generation + 1";

    /** What is known of domains beside their rank. */
    private static final String UNRANKED =
            "SELECT NULL, established, registered, domain FROM known"
                    + " WHERE established = 1 OR registered IS NOT NULL";

    private final SqliteFile file;

    KnownUpdate(SqliteFile file) {
        this.file = file;
    }

    long apply(Scope scope, FeedVersion version, Iterator<Change> given) {
        Iterator<Change> changes = new Interruptible<>(given);
        try (UpdateLock _ = UpdateLock.take(file.path())) {
            try (PreparedStatements statements = new PreparedStatements(file.open())) {
                return switch (scope) {
                    case DELTA -> change(statements, version, changes);
                    case SNAPSHOT, RANKS -> rebuild(statements, scope, version, changes);
                };
            } catch (SQLException e) {
                throw file.fault(e);
            } finally {
                emptyLog();
            }
        }
    }

    /**
     * Moves the write-ahead log into the file, so that readers find the rows there and the log
     * takes no room. After an update that filled the disk this makes room again.
     */
    private void emptyLog() {
        try (PreparedStatements statements = new PreparedStatements(file.open())) {
            statements.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        } catch (SQLException e) {
            // The update is durable, or taken back, all the same; the next one tries again.
            System.getLogger(KnownUpdate.class.getName())
                    .log(System.Logger.Level.WARNING, file.fault(e).getMessage());
        }
    }

    private static long change(
            PreparedStatements statements, FeedVersion version, Iterator<Change> changes)
            throws SQLException {
        statements.begin();
        long applied = new KnownDelta(statements).apply(changes);
        long domains = ColumnValues.number(statements.prepare("SELECT count(*) FROM known"));
        finish(statements, version, domains);
        return applied;
    }

    private long rebuild(
            PreparedStatements statements,
            Scope scope,
            FeedVersion version,
            Iterator<Change> changes)
            throws SQLException {
        try (StagedChanges staged = StagedChanges.create(file.path())) {
            if (scope == Scope.RANKS) {
                addUnranked(statements, staged);
            }
            long applied = 0;
            while (changes.hasNext()) {
                staged.add(changes.next());
                applied++;
            }
            long domains = KnownRebuild.fill(statements, scope, staged);
            statements.begin();
            KnownRebuild.takeOver(statements);
            finish(statements, version, domains);
            return applied;
        }
    }

    private static void addUnranked(PreparedStatements statements, StagedChanges staged)
            throws SQLException {
        try (ResultSet row = statements.prepare(UNRANKED).executeQuery()) {
            while (row.next()) {
                KnownDomain known = KnownColumns.read(row);
                staged.add(new Change.Put(new DomainName(row.getString(4)), known));
            }
        }
    }

    private static void finish(PreparedStatements statements, FeedVersion version, long domains)
            throws SQLException {
        PreparedStatement finish = statements.prepare(FINISH);
        finish.setInt(1, version.major());
        finish.setInt(2, version.minor());
        finish.setLong(3, domains);
        finish.executeUpdate();
        statements.commit();
    }
}
