package org.domainstats.sqlite;

import org.domainstats.store.CommitStats;
import org.domainstats.store.StoreException;
import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * The writer's transactions. Each takes in a group of writes. Those that fail are failed alone: the
 * others are written anew without them. What fails the file fails them all.
 */
public final class WriteTransactions {

    private static final System.Logger LOG = System.getLogger(WriteTransactions.class.getName());

    /** So many that follow on each other are failed one by one; with more, the file is at fault. */
    private static final int MOST_IN_A_ROW = 1_000;

    private final SqliteFile file;
    private final LongAdder commits = new LongAdder();
    private final LongAdder nanos = new LongAdder();

    /** Null until it is opened, and after a failure: then nothing of it is trusted any more. */
    private @Nullable PreparedStatements connection;

    public WriteTransactions(SqliteFile file) {
        this.file = file;
    }

    /**
     * Writes a group; each of it has succeeded or failed then. Those before one that failed go into
     * a transaction of their own, so that each is carried out twice at most, however many fail.
     */
    public void write(List<Write<?>> group) {
        List<Write<?>> rest = group;
        int failedInARow = 0;
        while (!rest.isEmpty()) {
            @Nullable Failure failure = attempt(rest);
            if (failure == null) {
                rest.forEach(Write::succeed);
                return;
            }
            close();
            int place = rest.indexOf(failure.culprit);
            if (place < 0 || failedInARow == MOST_IN_A_ROW) {
                rest.forEach(write -> write.fail(failure.fault));
                return;
            }
            rest.get(place).fail(failure.fault);
            write(rest.subList(0, place));
            failedInARow = place == 0 ? failedInARow + 1 : 0;
            rest = rest.subList(place + 1, rest.size());
        }
    }

    /**
     * Why nothing was written.
     *
     * @param culprit the one write that is at fault; null if the file is
     */
    private record Failure(StoreException fault, @Nullable Write<?> culprit) {}

    /** Writes all or nothing; null if all is durable. */
    private @Nullable Failure attempt(List<Write<?>> group) {
        @Nullable Write<?> current = null;
        long begun = System.nanoTime();
        try {
            file.verifySame();
            PreparedStatements statements = connection();
            statements.begin();
            file.countGeneration(statements);
            for (Write<?> write : group) {
                current = write;
                write.apply(statements);
            }
            current = null;
            statements.commit();
            file.generationCounted();
            commits.increment();
            nanos.add(System.nanoTime() - begun);
            verifyCommitted(statements);
            runAfterCommit(statements);
            return null;
        } catch (SQLException e) {
            return new Failure(file.fault(e), SqliteFaults.isOfWholeFile(e) ? null : current);
        } catch (StoreException e) {
            return new Failure(e, current);
        } catch (RuntimeException | Error e) {
            // Whatever it was, callers wait and more will come: the writer must survive it.
            return new Failure(
                    new StoreException(file.path() + ": nothing was written: " + e, e), current);
        }
    }

    /** Before callers return: a commit into a file that was taken away is worth nothing as yet. */
    private void verifyCommitted(PreparedStatements statements) {
        try {
            file.verifyCommitted();
        } catch (StoreException e) {
            statements.runWhenAway();
            throw e;
        }
    }

    /** The group is durable by now, so a fault in here must not fail it. */
    private void runAfterCommit(PreparedStatements statements) {
        try {
            statements.runAfterCommit();
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    file.path() + ": what was written is read again by the next transaction",
                    e);
            close();
        }
    }

    private PreparedStatements connection() throws SQLException {
        @Nullable PreparedStatements open = connection;
        if (open == null) {
            open = new PreparedStatements(file.open());
            connection = open;
        }
        return open;
    }

    public CommitStats stats() {
        return new CommitStats(commits.sum(), Duration.ofNanos(nanos.sum()));
    }

    /** A connection that failed in the middle is not trusted to have rolled back by itself. */
    public void close() {
        if (connection != null) {
            connection.close();
            connection = null;
            file.forgetLog();
        }
    }
}
