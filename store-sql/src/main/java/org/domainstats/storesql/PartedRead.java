package org.domainstats.storesql;

import org.domainstats.store.StoreException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Reads what thousands of rows say in parts, as many at a time as there are connections for it:
 * others get their turn in between, and where the rows are not in memory, the disk has several
 * reads to work on.
 */
public final class PartedRead {

    /** Some 15 ms of a connection where each row is a read from a disk. */
    public static final int PART = 128;

    private PartedRead() {}

    /**
     * What is read of all parts, in their order.
     *
     * @param atATime how many parts are read at a time
     * @param read reads one part on a connection of its own
     */
    public static <T, R> List<R> all(List<T> wanted, int atATime, Function<List<T>, List<R>> read) {
        if (wanted.size() <= PART) {
            return read.apply(wanted);
        }
        List<R> found = new ArrayList<>();
        try (ExecutorService threads =
                Executors.newFixedThreadPool(
                        atATime, Thread.ofPlatform().daemon().name("parted read").factory())) {
            try {
                for (Future<List<R>> part : submitted(threads, wanted, read)) {
                    found.addAll(part.get());
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
            ExecutorService threads, List<T> wanted, Function<List<T>, List<R>> read) {
        List<Future<List<R>>> parts = new ArrayList<>();
        for (int start = 0; start < wanted.size(); start += PART) {
            List<T> part = wanted.subList(start, Math.min(start + PART, wanted.size()));
            parts.add(threads.submit(() -> read.apply(part)));
        }
        return parts;
    }
}
