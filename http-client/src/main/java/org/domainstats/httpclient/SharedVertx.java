package org.domainstats.httpclient;

import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The one Vert.x instance of a process, with the event loops that all HTTP servers, the HTTP client
 * and the DNS client share. It is created at the first {@link #get}, so that a command which needs
 * no network does not pay for it.
 */
public final class SharedVertx implements Supplier<Vertx>, AutoCloseable {

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    /** Vert.x uses workers for files only; everything that blocks here is on virtual threads. */
    private static final int WORKERS = 4;

    private final UnaryOperator<VertxBuilder> customization;
    private @Nullable Vertx vertx;
    private boolean closed;

    /** Creates an instance without metrics. */
    public SharedVertx() {
        this(builder -> builder);
    }

    /**
     * Creates an instance with more than the defaults.
     *
     * @param customization adds to the builder, for instance a metrics factory
     */
    public SharedVertx(UnaryOperator<VertxBuilder> customization) {
        this.customization = customization;
    }

    /**
     * The instance, created at the first call.
     *
     * @throws IllegalStateException if it is closed already
     */
    @Override
    public synchronized Vertx get() {
        if (closed) {
            throw new IllegalStateException("Vert.x is closed");
        }
        if (vertx == null) {
            vertx = customization.apply(Vertx.builder().with(options())).build();
        }
        return vertx;
    }

    private static VertxOptions options() {
        return new VertxOptions()
                .setPreferNativeTransport(true)
                .setEventLoopPoolSize(Runtime.getRuntime().availableProcessors())
                .setWorkerPoolSize(WORKERS)
                .setInternalBlockingPoolSize(WORKERS)
                // A command that has done its work ends, whatever connection is still open.
                .setUseDaemonThread(true)
                .setDisableTCCL(true)
                .setFileSystemOptions(
                        new FileSystemOptions()
                                .setFileCachingEnabled(false)
                                .setClassPathResolvingEnabled(false));
    }

    /** Closes all servers, clients and event loops that belong to the instance, if there is one. */
    @Override
    public void close() {
        Vertx open;
        synchronized (this) {
            closed = true;
            open = vertx;
            vertx = null;
        }
        if (open == null) {
            return;
        }
        try {
            open.close()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Vert.x did not close: " + e.getMessage(), e);
        }
    }
}
