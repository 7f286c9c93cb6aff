package org.domainstats.httpclient;

import org.domainstats.base.Deadline;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The resolver of the operating system. Its look-up cannot be interrupted and keeps its thread for
 * as long as it likes, so it runs on platform threads of its own, started when needed.
 */
public final class SystemResolver implements Resolver {

    /** That many hosts may have an unresponsive DNS at once before others have to wait. */
    private static final int MOST_THREADS = 32;

    private final ExecutorService threads =
            new ThreadPoolExecutor(
                    0,
                    MOST_THREADS,
                    10,
                    TimeUnit.SECONDS,
                    new SynchronousQueue<>(),
                    Thread.ofPlatform().daemon().name("dns-lookup-", 0).factory());

    @Override
    public List<InetAddress> resolve(String host, Deadline deadline) throws ExchangeException {
        try {
            Future<InetAddress[]> lookup = threads.submit(() -> InetAddress.getAllByName(host));
            return List.of(lookup.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS));
        } catch (ExecutionException e) {
            throw new ConnectionException("its name has no address", e);
        } catch (TimeoutException e) {
            throw new ExchangeTimeoutException(e);
        } catch (RejectedExecutionException e) {
            throw new ConnectionException("too many DNS look-ups are under way", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectionException("interrupted", e);
        }
    }
}
