package org.domainstats.registry;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Port to the DNS. */
interface Resolver {

    /**
     * The addresses of a host, or of the address that it spells.
     *
     * @throws IOException if it has none, or they could not be learned in time
     */
    InetAddress[] resolve(String host, Deadline deadline) throws IOException;

    /** The resolver of the operating system. */
    static Resolver system() {
        return new Native();
    }

    /**
     * The system's look-up cannot be interrupted and holds its thread for as long as it likes, so
     * it gets platform threads of its own, started when needed.
     */
    final class Native implements Resolver {

        /** As many registries may have a dead DNS at once before the rest must wait. */
        private static final int MOST_THREADS = 32;

        private final ExecutorService threads =
                new ThreadPoolExecutor(
                        0,
                        MOST_THREADS,
                        10,
                        TimeUnit.SECONDS,
                        new SynchronousQueue<>(),
                        Thread.ofPlatform().daemon().name("registry-dns-", 0).factory());

        @Override
        public InetAddress[] resolve(String host, Deadline deadline) throws IOException {
            try {
                Future<InetAddress[]> look = threads.submit(() -> InetAddress.getAllByName(host));
                return look.get(deadline.remainingMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                throw new UnknownHostException("the host name has no address");
            } catch (TimeoutException e) {
                throw new SocketTimeoutException("DNS too slow");
            } catch (RejectedExecutionException e) {
                throw new IOException("too many DNS look-ups under way", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }
}
