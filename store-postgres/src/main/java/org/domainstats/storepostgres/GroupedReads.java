package org.domainstats.storepostgres;

import org.domainstats.store.StoreException;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Reads rows by their keys, for many callers in one statement. */
final class GroupedReads<K, V> implements AutoCloseable {

    private static final int MOST_CALLERS = 1_024;

    private final Function<Set<K>, Map<K, V>> query;
    private final Duration longest;
    private final GroupedWork<Read<K, V>> work;

    private record Read<K, V>(Collection<K> keys, CompletableFuture<Map<K, V>> done) {}

    /**
     * @param name of its threads
     * @param longest how long a caller waits
     */
    GroupedReads(String name, Duration longest, Function<Set<K>, Map<K, V>> query) {
        this.query = query;
        this.longest = longest;
        this.work =
                new GroupedWork<>(
                        name,
                        MOST_CALLERS,
                        new GroupedWork.Work<>() {
                            @Override
                            public void answer(List<Read<K, V>> callers) {
                                GroupedReads.this.answer(callers);
                            }

                            @Override
                            public void refuse(Read<K, V> caller) {
                                caller.done.completeExceptionally(
                                        new StoreException("the store is closed"));
                            }
                        });
    }

    /** What is stored of keys, and perhaps of those of others. */
    Map<K, V> read(Collection<K> keys) {
        Read<K, V> read = new Read<>(keys, new CompletableFuture<>());
        work.add(read, longest);
        try {
            return read.done.get(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            // Made anew, so that the trace shows who waited.
            @Nullable Throwable fault = e.getCause();
            throw new StoreException(
                    fault == null ? "unknown fault" : String.valueOf(fault.getMessage()), e);
        } catch (TimeoutException e) {
            // Nobody reads for it any more.
            read.done.cancel(false);
            throw new StoreException("nothing was read in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted before anything was read", e);
        }
    }

    private void answer(List<Read<K, V>> reads) {
        try {
            Set<K> keys = new LinkedHashSet<>();
            reads.stream().filter(each -> !each.done.isDone()).forEach(r -> keys.addAll(r.keys));
            Map<K, V> found = keys.isEmpty() ? Map.of() : query.apply(keys);
            reads.forEach(each -> each.done.complete(found));
        } catch (RuntimeException | Error e) {
            // Whatever it was, callers wait and more will come: the reader must survive it.
            reads.forEach(each -> each.done.completeExceptionally(e));
        }
    }

    /** Reads what waits, then ends. */
    @Override
    public void close() {
        work.close();
    }
}
