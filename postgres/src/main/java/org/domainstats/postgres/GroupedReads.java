package org.domainstats.postgres;

import org.domainstats.store.StoreDeadline;
import org.domainstats.store.StoreException;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Reads rows by their keys, for many callers in one statement. */
public final class GroupedReads<K, V> implements AutoCloseable {

    private static final int MOST_CALLERS = 1_024;

    private final Function<Set<K>, Map<K, V>> query;
    private final PostgresPool pool;
    private final GroupedWork<Read<K, V>> work;

    private record Read<K, V>(Collection<K> keys, CompletableFuture<Map<K, V>> done) {}

    /**
     * @param name of its threads
     * @param query is given all keys of a group
     */
    public GroupedReads(String name, PostgresPool pool, Function<Set<K>, Map<K, V>> query) {
        this.query = query;
        this.pool = pool;
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
    public Map<K, V> read(Collection<K> keys) {
        Read<K, V> read = new Read<>(keys, new CompletableFuture<>());
        work.add(read, StoreDeadline.left(pool.timeout()));
        return BoundedWait.await(pool.address(), read.done, StoreDeadline.left(pool.timeout()));
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
