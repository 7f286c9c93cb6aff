package org.domainstats.storesqlite;

import org.domainstats.sqlite.PreparedStatements;
import org.domainstats.sqlite.ReaderPool;
import org.domainstats.store.StoreException;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads what thousands of rows say in parts, two at a time: others get their turn at the
 * connections in between, and where the file is not in memory, the disk has two reads to work on.
 */
final class PartedRead {

    /** Some 50 ms of a connection where each row is a read from a disk. */
    static final int PART = 500;

    private PartedRead() {}

    /** What is read of one part. */
    @FunctionalInterface
    interface Part<T, R> {
        List<R> read(PreparedStatements statements, List<T> part) throws SQLException;
    }

    /** What is read of all parts, in any order. */
    static <T, R> List<R> all(ReaderPool readers, List<T> wanted, Part<T, R> part) {
        if (wanted.size() <= PART) {
            return readers.read(statements -> part.read(statements, wanted));
        }
        Queue<R> found = new ConcurrentLinkedQueue<>();
        AtomicInteger next = new AtomicInteger();
        Runnable work =
                () -> {
                    int start;
                    while ((start = next.getAndAdd(PART)) < wanted.size()) {
                        List<T> some = wanted.subList(start, Math.min(start + PART, wanted.size()));
                        found.addAll(readers.read(statements -> part.read(statements, some)));
                    }
                };
        CompletableFuture<Void> beside =
                CompletableFuture.runAsync(
                        work, task -> Thread.ofPlatform().daemon().name("parted read").start(task));
        try {
            work.run();
            beside.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StoreException fault ? fault : e;
        } finally {
            next.set(wanted.size());
        }
        return new ArrayList<>(found);
    }
}
