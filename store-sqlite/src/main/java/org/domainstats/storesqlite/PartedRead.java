package org.domainstats.storesqlite;

import org.domainstats.sqlite.PreparedStatements;
import org.domainstats.sqlite.ReaderPool;
import org.domainstats.store.StoreException;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Reads what thousands of rows say in parts, as many at a time as a pool has connections: others
 * get their turn in between, and where the file is not in memory, the disk has several reads to
 * work on.
 */
final class PartedRead {

    /** Some 15 ms of a connection where each row is a read from a disk. */
    static final int PART = 128;

    private PartedRead() {}

    /** What is read of one part. */
    @FunctionalInterface
    interface Part<T, R> {
        List<R> read(PreparedStatements statements, List<T> part) throws SQLException;
    }

    /** What is read of all parts, in their order. */
    static <T, R> List<R> all(ReaderPool readers, List<T> wanted, Part<T, R> part) {
        if (wanted.size() <= PART) {
            return readers.read(statements -> part.read(statements, wanted));
        }
        List<R> found = new ArrayList<>();
        try (ExecutorService threads =
                Executors.newFixedThreadPool(
                        readers.size(),
                        Thread.ofPlatform().daemon().name("parted read").factory())) {
            try {
                for (Future<List<R>> read : submitted(threads, readers, wanted, part)) {
                    found.addAll(read.get());
                }
            } finally {
                // After a fault the other parts are of no use.
                threads.shutdownNow();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof StoreException fault
                    ? fault
                    : new StoreException("read failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted before all was read", e);
        }
        return found;
    }

    private static <T, R> List<Future<List<R>>> submitted(
            ExecutorService threads, ReaderPool readers, List<T> wanted, Part<T, R> part) {
        List<Future<List<R>>> reads = new ArrayList<>();
        for (int start = 0; start < wanted.size(); start += PART) {
            List<T> some = wanted.subList(start, Math.min(start + PART, wanted.size()));
            reads.add(
                    threads.submit(() -> readers.read(statements -> part.read(statements, some))));
        }
        return reads;
    }
}
