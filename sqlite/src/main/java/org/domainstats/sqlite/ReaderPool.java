package org.domainstats.sqlite;

import org.domainstats.store.StoreException;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The connections that read a file. A read is short and holds its carrier thread all the while, so
 * more of them than processors would only wait for each other.
 */
public final class ReaderPool implements AutoCloseable {

    /**
     * 10,000 reads from a virtual disk took 787 to 1,355 ms with one, 500 to 757 with two, 233 to
     * 261 with eight, and 217 to 232 with sixteen.
     */
    private static final int MANY = 16;

    /** Of one of many: room for the way to a row in a B-tree, not for rows. */
    private static final String SMALL_CACHE = "PRAGMA cache_size = 32";

    private final SqliteFile file;
    private final int size;
    private final boolean lasting;
    private final Semaphore permits;
    private final AtomicInteger reading = new AtomicInteger();

    /** A stack: the connection used last has the warmest cache. */
    private final Deque<PreparedStatements> idle = new ConcurrentLinkedDeque<>();

    private volatile boolean closed;

    public ReaderPool(SqliteFile file) {
        this(file, null);
    }

    private ReaderPool(SqliteFile file, int size, boolean lasting) {
        this.file = file;
        this.size = size;
        this.lasting = lasting;
        this.permits = new Semaphore(size);
    }

    /**
     * @param attached another file whose tables are read beside those of this one; or null
     */
    public ReaderPool(SqliteFile file, @Nullable Path attached) {
        this(file, Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8), true);
        List<String> first = attached == null ? List.of() : List.of(attach(attached));
        try {
            for (int i = 0; i < size; i++) {
                idle.push(PreparedStatements.open(file, first));
            }
        } catch (SQLException e) {
            close();
            throw file.fault(e);
        } catch (StoreException e) {
            close();
            throw e;
        }
    }

    private static String attach(Path file) {
        return "ATTACH DATABASE '" + file.toString().replace("'", "''") + "' AS attached";
    }

    /**
     * Many connections for what reads thousands of rows from all over the file: where that is not
     * in memory, the disk has as many reads to work on. They are opened when they are needed and
     * closed when nobody reads, and are for platform threads, which may wait for a disk.
     */
    public static ReaderPool many(SqliteFile file) {
        return new ReaderPool(file, MANY, false);
    }

    /** How many can read at a time. */
    public int size() {
        return size;
    }

    public <T> T read(WriteQueue.Work<T> work) {
        acquire();
        reading.incrementAndGet();
        try {
            if (closed) {
                throw new StoreException(file.path() + " is closed");
            }
            PreparedStatements statements = take();
            try {
                return work.on(statements);
            } finally {
                idle.push(statements);
            }
        } catch (SQLException e) {
            throw file.fault(e);
        } finally {
            if (reading.decrementAndGet() == 0 && !lasting) {
                closeIdle();
            }
            permits.release();
        }
    }

    private PreparedStatements take() throws SQLException {
        PreparedStatements statements = idle.poll();
        return statements == null
                ? PreparedStatements.open(file, List.of(SMALL_CACHE))
                : statements;
    }

    private void closeIdle() {
        PreparedStatements statements;
        while ((statements = idle.poll()) != null) {
            statements.close();
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
            closeIdle();
            file.forgetLog();
        } finally {
            permits.release(size);
        }
    }
}
