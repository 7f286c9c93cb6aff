package org.domainstats.sqlite;

import org.domainstats.store.StoreException;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;

/**
 * The connections that read a file. A read is short and holds its carrier thread all the while, so
 * more of them than processors would only wait for each other.
 */
public final class ReaderPool implements AutoCloseable {

    private final SqliteFile file;
    private final int size = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8);
    private final Semaphore permits = new Semaphore(size);

    /** A stack: the connection used last has the warmest cache. */
    private final Deque<PreparedStatements> idle = new ConcurrentLinkedDeque<>();

    private volatile boolean closed;

    public ReaderPool(SqliteFile file) {
        this(file, null);
    }

    /**
     * @param attached another file whose tables are read beside those of this one; or null
     */
    public ReaderPool(SqliteFile file, @Nullable Path attached) {
        this.file = file;
        try {
            for (int i = 0; i < size; i++) {
                PreparedStatements statements = new PreparedStatements(file.open());
                idle.push(statements);
                if (attached != null) {
                    String quoted = attached.toString().replace("'", "''");
                    statements.execute("ATTACH DATABASE '" + quoted + "' AS attached");
                }
            }
        } catch (SQLException e) {
            close();
            throw file.fault(e);
        }
    }

    public <T> T read(WriteQueue.Work<T> work) {
        acquire();
        try {
            if (closed) {
                throw new StoreException(file.path() + " is closed");
            }
            PreparedStatements statements = idle.pop();
            try {
                return work.on(statements);
            } finally {
                idle.push(statements);
            }
        } catch (SQLException e) {
            throw file.fault(e);
        } finally {
            permits.release();
        }
    }

    private void acquire() {
        try {
            permits.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted before anything was read from " + file.path(), e);
        }
    }

    /** Lets the reads under way end. */
    @Override
    public void close() {
        closed = true;
        permits.acquireUninterruptibly(size);
        try {
            idle.forEach(PreparedStatements::close);
            idle.clear();
            file.forgetLog();
        } finally {
            permits.release(size);
        }
    }
}
