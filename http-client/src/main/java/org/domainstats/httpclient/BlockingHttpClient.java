package org.domainstats.httpclient;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.tracing.TracingPolicy;

import org.domainstats.base.Deadline;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/**
 * The HTTP client: requests to other hosts in plain blocking code, to be made on virtual threads.
 * Every exchange ends with its deadline, whatever the host does, and connections are kept open for
 * the next request. It follows no redirects; see {@link Redirects}.
 */
public final class BlockingHttpClient implements AutoCloseable {

    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);
    private static final Duration POOL_CHECK = Duration.ofSeconds(5);
    private static final int LARGEST_HEADER = 32 << 10;
    private static final int LONGEST_STATUS_LINE = 4 << 10;
    private static final int MOST_WAITING = 1_024;

    private final SharedVertx vertx;
    private final HttpClientSettings settings;
    private @Nullable HttpClient client;
    private @Nullable Connector connector;
    private @Nullable BlockingHttpClient privateOnly;

    /** Creates a client that needs no event loop before its first request. */
    public BlockingHttpClient(SharedVertx vertx, HttpClientSettings settings) {
        this.vertx = vertx;
        this.settings = settings;
    }

    /**
     * Sends a request and receives the whole response.
     *
     * @param largestBody the most bytes that the body may have, compressed or not
     */
    public ClientResponse exchange(ClientRequest request, int largestBody, Deadline deadline)
            throws ExchangeException {
        return exchange(request, largestBody, deadline, _ -> {});
    }

    /**
     * The same, for who needs what the host says in its head whatever becomes of the body.
     *
     * @param head receives the head when it has arrived
     */
    public ClientResponse exchange(
            ClientRequest request, int largestBody, Deadline deadline, Consumer<ResponseHead> head)
            throws ExchangeException {
        BodyLimits limits = new BodyLimits(deadline, deadline.remaining());
        try (StreamedResponse response = open(request, deadline, limits)) {
            head.accept(response.head());
            byte[] body = bounded(response.body(), largestBody);
            return new ClientResponse(
                    response.head(), isZipped(response) ? unzip(body, largestBody) : body);
        } catch (IOException e) {
            throw ClientFailures.translate(e);
        }
    }

    /**
     * Sends a request and receives the head of the response. Its body is read by the caller, who
     * has to close the response.
     *
     * @param deadline when the head must have arrived
     */
    public StreamedResponse open(ClientRequest request, Deadline deadline, BodyLimits limits)
            throws ExchangeException {
        while (true) {
            HttpClientRequest connected = connector().connect(request, deadline);
            try {
                return send(request, connected, deadline, limits);
            } catch (ConnectionException e) {
                // The host may just have closed a connection that was kept open, and then the
                // request is repeated on another one (RFC 9112, section 9.3.1).
                boolean wasKeptOpen = connected.streamId() > 1;
                if (!wasKeptOpen || !request.method().equals(HttpMethod.GET)) {
                    throw e;
                }
            }
        }
    }

    private static StreamedResponse send(
            ClientRequest request,
            HttpClientRequest connected,
            Deadline deadline,
            BodyLimits limits)
            throws ExchangeException {
        Promise<StreamedResponse> head = Promise.promise();
        InterimResponses.limit(connected, head::tryFail);
        connected
                .response()
                .map(
                        response ->
                                new StreamedResponse(
                                        ResponseHead.of(response),
                                        ResponseBody.of(connected, response, limits)))
                .onSuccess(
                        response -> {
                            if (!head.tryComplete(response)) {
                                response.close();
                            }
                        })
                .onFailure(head::tryFail);
        // The future has the failure too; without a handler Vert.x would log it, in its words.
        connected.exceptionHandler(failure -> {});
        byte[] body = request.body();
        var _ = body == null ? connected.send() : connected.send(Buffer.buffer(body));
        try {
            StreamedResponse response =
                    FutureResult.until(
                            deadline.remaining(), head.future(), StreamedResponse::close);
            if (response.status() < 200) {
                throw new InvalidResponseException("not an HTTP reply");
            }
            return response;
        } catch (ExchangeException e) {
            connected.reset();
            throw e;
        }
    }

    private static boolean isZipped(StreamedResponse response) {
        String coding = response.header("content-encoding");
        return coding != null
                && (coding.equalsIgnoreCase("gzip") || coding.equalsIgnoreCase("x-gzip"));
    }

    /** No one is asked to compress, but some caches in front of registries do it regardless. */
    private static byte[] unzip(byte[] body, int largest) throws IOException {
        try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return bounded(plain, largest);
        } catch (ExchangeException e) {
            throw e;
        } catch (IOException e) {
            throw new InvalidResponseException("its compression is not good", e);
        }
    }

    private static byte[] bounded(InputStream in, int largest) throws IOException {
        byte[] bytes = in.readNBytes(largest + 1);
        if (bytes.length > largest) {
            throw InvalidResponseException.tooLarge(largest);
        }
        return bytes;
    }

    private synchronized Connector connector() throws ExchangeException {
        if (connector == null) {
            client =
                    open().httpClientBuilder()
                            .with(options())
                            .with(pool())
                            // Each exchange reports its own failure; see send.
                            .withConnectHandler(
                                    connection -> connection.exceptionHandler(failure -> {}))
                            .build();
            connector = new Connector(client, settings);
        }
        return connector;
    }

    private Vertx open() throws ExchangeException {
        try {
            return vertx.get();
        } catch (IllegalStateException e) {
            throw new ConnectionException("the client is closed", e);
        }
    }

    private HttpClientOptions options() {
        return new HttpClientOptions()
                .setConnectTimeout((int) LONGEST_CONNECT.toMillis())
                .setKeepAliveTimeout((int) settings.idleTimeout().toSeconds())
                .setMaxInitialLineLength(LONGEST_STATUS_LINE)
                .setMaxHeaderSize(LARGEST_HEADER)
                .setDecompressionSupported(false)
                .setTracingPolicy(TracingPolicy.IGNORE);
    }

    private PoolOptions pool() {
        return new PoolOptions()
                .setHttp1MaxSize(settings.connectionsPerHost())
                .setMaxWaitQueueSize(MOST_WAITING)
                .setCleanerPeriod((int) POOL_CHECK.toMillis());
    }

    /**
     * A client of the same settings that connects to addresses of private networks only: judged is
     * the address of the connection, whatever the name resolves to elsewhere. Closed with this one.
     */
    public synchronized BlockingHttpClient privateOnly() {
        if (privateOnly == null) {
            privateOnly =
                    new BlockingHttpClient(
                            vertx, settings.withAddresses(settings.addresses().privateOnly()));
        }
        return privateOnly;
    }

    /** Closes all connections. */
    @Override
    public synchronized void close() {
        if (privateOnly != null) {
            privateOnly.close();
        }
        if (client != null) {
            client.close();
        }
    }
}
