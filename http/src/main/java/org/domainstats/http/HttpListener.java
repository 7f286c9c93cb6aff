package org.domainstats.http;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.SocketAddress;

import org.domainstats.base.Deadline;
import org.domainstats.base.ScheduledTasks;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A port on which HTTP/1.1 is served, with TLS or without, by all event loops of a Vert.x instance.
 * Bounds, timeouts, malformed requests and failures are dealt with here; what is answered is the
 * handlers' business.
 */
public final class HttpListener implements AutoCloseable {

    /** How Vert.x knows servers that share a port which the system chooses. */
    private static final AtomicInteger RANDOM_PORTS = new AtomicInteger();

    private static final int ACCEPT_BACKLOG = 1_024;

    /** A client that is just starting, on a machine that has much to do, takes more than ten. */
    private static final Duration LONGEST_HANDSHAKE = Duration.ofSeconds(30);

    private static final Duration CERTIFICATE_CHECK = Duration.ofSeconds(10);
    private static final Duration START_TIMEOUT = Duration.ofSeconds(30);

    /** What cutting connections off may take, on a machine that has much to do. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);

    private final ListenerSettings settings;
    private final ListenerState state;
    private final List<HttpServer> servers = new CopyOnWriteArrayList<>();
    private final @Nullable ServerCertificate certificate;
    private final @Nullable ScheduledTasks reload;
    private final Vertx vertx;
    private String deployment = "";

    private HttpListener(Vertx vertx, ListenerSettings settings, HttpMetrics metrics)
            throws IOException {
        this.vertx = vertx;
        this.settings = settings;
        this.certificate = settings.tls() == null ? null : ServerCertificate.open(settings.tls());
        this.reload = certificate == null ? null : new ScheduledTasks("certificate-reload");
        this.state = new ListenerState(settings, metrics);
    }

    private String host() {
        return settings.address().getAddress().getHostAddress();
    }

    /**
     * Starts to listen. Blocks until the port is open.
     *
     * @throws IOException if the address cannot be had, or certificate and key cannot be used
     */
    public static HttpListener start(
            Vertx vertx, ListenerSettings settings, HttpMetrics metrics, HandlerFactory handlers)
            throws IOException {
        HttpListener listener = new HttpListener(vertx, settings, metrics);
        try {
            listener.listen(handlers);
        } catch (IOException | RuntimeException e) {
            listener.close();
            throw e;
        }
        return listener;
    }

    private void listen(HandlerFactory handlers) throws IOException {
        int port = settings.address().getPort();
        String host = host();
        SocketAddress address =
                port == 0
                        ? SocketAddress.sharedRandomPort(RANDOM_PORTS.incrementAndGet(), host)
                        : SocketAddress.inetSocketAddress(port, host);
        DeploymentOptions onEveryLoop =
                new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
        try {
            deployment =
                    await(
                            vertx.deployVerticle(
                                    () -> new OnEventLoop(address, handlers), onEveryLoop),
                            START_TIMEOUT);
        } catch (ExecutionException e) {
            throw new IOException(
                    "cannot listen on " + settings.address().getHostString() + ":" + port,
                    e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("the server did not start in time", e);
        }
        if (certificate != null && reload != null) {
            reload.every(CERTIFICATE_CHECK, "reload the certificate", this::refreshCertificate);
        }
    }

    private static <T> T await(Future<T> future, Duration timeout)
            throws ExecutionException, TimeoutException {
        try {
            return future.toCompletionStage()
                    .toCompletableFuture()
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TimeoutException("interrupted");
        }
    }

    private HttpServerOptions options() {
        HttpLimits limits = settings.limits();
        HttpServerOptions options =
                new HttpServerOptions()
                        .setAcceptBacklog(ACCEPT_BACKLOG)
                        .setHttp2ClearTextEnabled(false)
                        // Only event loops write; without this each connection has a queue for
                        // other threads, which is more than all else of it.
                        .setStrictThreadMode(true)
                        // Nobody opens a web socket here, and Netty's handlers for their
                        // extensions end a connection that has 128 requests in its pipeline.
                        .setPerFrameWebSocketCompressionSupported(false)
                        .setPerMessageWebSocketCompressionSupported(false)
                        .setMaxInitialLineLength(limits.lineLength())
                        .setMaxHeaderSize(limits.headerSize());
        if (certificate != null) {
            options.setSsl(true)
                    .setKeyCertOptions(certificate.options())
                    .setSslHandshakeTimeout(LONGEST_HANDSHAKE.toSeconds());
        }
        return options;
    }

    /** The address listened on, with the port that the system chose. */
    public InetSocketAddress address() {
        return new InetSocketAddress(host(), servers.getFirst().actualPort());
    }

    /** Reads certificate and key again if their files changed. Blocks. */
    public void refreshCertificate() {
        if (certificate == null || !certificate.refresh()) {
            return;
        }
        try {
            ServerSSLOptions options =
                    new ServerSSLOptions().setKeyCertOptions(certificate.options());
            var _ = await(servers.getFirst().updateSSLOptions(options), START_TIMEOUT);
        } catch (ExecutionException | TimeoutException e) {
            certificate.revert("TLS does not take the new pair: " + e.getMessage());
        }
    }

    /**
     * Stops listening, answers what has been asked, and ends. Blocks.
     *
     * @param within how long that may take; what is under way then is cut off
     */
    public void stop(Duration within) {
        stopAll(List.of(this), within);
    }

    /** The same for several listeners, side by side. */
    public static void stopAll(Collection<HttpListener> listeners, Duration within) {
        Map<HttpListener, Future<?>> stopping = new LinkedHashMap<>();
        listeners.forEach(each -> stopping.put(each, each.shutdown(within)));
        Deadline deadline = Deadline.in(within.plus(STOP_TIMEOUT));
        stopping.forEach((each, stopped) -> each.end(stopped, deadline));
    }

    private Future<?> shutdown(Duration within) {
        state.stop();
        if (reload != null) {
            reload.stop();
        }
        return Future.join(servers.stream().map(server -> shutdown(server, within)).toList());
    }

    private void end(Future<?> stopped, Deadline deadline) {
        if (reload != null) {
            reload.close(deadline);
        }
        try {
            var _ = await(stopped, deadline.remaining());
            if (!deployment.isEmpty()) {
                var _ = await(vertx.undeploy(deployment), STOP_TIMEOUT);
            }
        } catch (ExecutionException | TimeoutException e) {
            state.failed(e);
        }
    }

    private static Future<Void> shutdown(HttpServer server, Duration within) {
        return server.shutdown(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        stop(Duration.ZERO);
    }

    /** One event loop's share of the port. */
    private final class OnEventLoop extends VerticleBase {

        private final SocketAddress address;
        private final HandlerFactory handlers;

        OnEventLoop(SocketAddress address, HandlerFactory handlers) {
            this.address = address;
            this.handlers = handlers;
        }

        @Override
        public Future<?> start() {
            HttpServer server = vertx.createHttpServer(options());
            new EventLoopListener(state, vertx, handlers).attach(server);
            return server.listen(address).onSuccess(servers::add);
        }
    }
}
