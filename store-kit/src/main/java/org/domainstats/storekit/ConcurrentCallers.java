package org.domainstats.storekit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** Many callers that start at the same moment. */
final class ConcurrentCallers {

    /** Longer than any store may take, so that a deadlock fails a test instead of hanging it. */
    private static final long TIMEOUT_SECONDS = 180;

    private ConcurrentCallers() {}

    /** What each caller got, by its number. A fault of one is thrown. */
    static <T> List<T> together(int count, IntFunction<T> call) {
        CountDownLatch start = new CountDownLatch(count);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> waiting = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                waiting.add(
                        callers.submit(
                                () -> {
                                    start.countDown();
                                    start.await();
                                    return call.apply(number);
                                }));
            }
            return collect(waiting);
        }
    }

    private static <T> List<T> collect(List<Future<T>> waiting) {
        List<T> results = new ArrayList<>();
        for (Future<T> each : waiting) {
            try {
                results.add(each.get(TIMEOUT_SECONDS, TimeUnit.SECONDS));
            } catch (InterruptedException
                    | java.util.concurrent.ExecutionException
                    | java.util.concurrent.TimeoutException e) {
                throw new AssertionError("a caller got no answer", e);
            }
        }
        return results;
    }
}
