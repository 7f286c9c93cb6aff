package org.domainstats.storesqlite;

import org.domainstats.store.StoreFault;

import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * The connections that read a file. A read is short and holds its carrier thread all the while, so
 * more of them than processors would only wait for each other.
 */
final class ReaderPool implements AutoCloseable {

    private final SqliteFile file;
    private final BlockingQueue<Statements> idle;
    private final int size;

    ReaderPool(SqliteFile file) {
        this.file = file;
        this.size = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8);
        this.idle = new ArrayBlockingQueue<>(size);
        try {
            for (int i = 0; i < size; i++) {
                idle.add(new Statements(file.open()));
            }
        } catch (SQLException e) {
            close();
            throw file.fault(e);
        }
    }

    <T> T read(WriteQueue.Work<T> work) {
        Statements statements;
        try {
            statements = idle.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreFault("interrupted before anything was read from " + file.path(), e);
        }
        try {
            return work.on(statements);
        } catch (SQLException e) {
            throw file.fault(e);
        } finally {
            idle.add(statements);
        }
    }

    @Override
    public void close() {
        for (Statements statements = idle.poll(); statements != null; statements = idle.poll()) {
            statements.close();
        }
    }
}
