package org.domainstats.communityserver;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

import org.domainstats.protocol.Limits;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.CompletionException;

/** The door for HTTPS: the same messages as bodies, and the feed's files. */
final class HttpDoor {

    private static final Logger LOG = LoggerFactory.getLogger(HttpDoor.class);
    private static final int IDLE_SECONDS = 60;
    private static final int LINGER_MILLIS = 500;

    private final Vertx vertx;
    private final Desk desk;
    private final PublicFiles files;
    private final @Nullable PemFiles pem;
    private final HttpServer server;
    private volatile FileTime pemRead = FileTime.fromMillis(0);

    private HttpDoor(Vertx vertx, Desk desk, Path publicFolder, @Nullable PemFiles pem)
            throws IOException {
        this.vertx = vertx;
        this.desk = desk;
        this.files = new PublicFiles(vertx, publicFolder);
        this.pem = pem;
        this.server = vertx.createHttpServer(options(pem)).requestHandler(this::handle);
        if (pem != null) {
            pemRead = pem.modified();
        }
    }

    /**
     * Opens the door.
     *
     * @param pem certificate and key, or null for plain http behind a proxy or on this machine
     * @throws IOException if it cannot listen there
     */
    static HttpDoor open(
            Vertx vertx,
            InetSocketAddress address,
            Desk desk,
            Path publicFolder,
            @Nullable PemFiles pem)
            throws IOException {
        HttpDoor door = new HttpDoor(vertx, desk, publicFolder, pem);
        try {
            door.server
                    .listen(address.getPort(), address.getAddress().getHostAddress())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            throw new IOException("cannot listen on " + address + ": " + e.getMessage(), e);
        }
        return door;
    }

    private static HttpServerOptions options(@Nullable PemFiles pem) {
        HttpServerOptions options =
                new HttpServerOptions()
                        .setIdleTimeout(IDLE_SECONDS)
                        .setMaxHeaderSize(8_192)
                        .setUseAlpn(pem != null);
        if (pem != null) {
            options.setSsl(true).setKeyCertOptions(pem.options().getKeyCertOptions());
        }
        return options;
    }

    int port() {
        return server.actualPort();
    }

    /** Takes certificate and key anew if their files have changed. */
    void refresh() {
        if (pem == null) {
            return;
        }
        try {
            FileTime modified = pem.modified();
            if (!modified.equals(pemRead)) {
                pemRead = modified;
                // Forced: the paths are the same, so it would not look at the files.
                server.updateSSLOptions(pem.options(), true)
                        .onSuccess(_ -> LOG.info("took the new certificate {}", pem.certificate()))
                        .onFailure(
                                fault ->
                                        LOG.error(
                                                "the certificate stays as it was: {}",
                                                fault.getMessage()));
            }
        } catch (IOException e) {
            LOG.error("the certificate stays as it was: {}", e.getMessage());
        }
    }

    private void handle(HttpServerRequest request) {
        String path = request.path();
        if (path == null) {
            request.response().setStatusCode(400).end();
        } else if (path.equals("/v1/community")) {
            message(request);
        } else if (PublicFiles.has(path)) {
            files.send(request, path);
        } else {
            request.response().setStatusCode(404).end();
        }
    }

    private void message(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        if (!HttpMethod.POST.equals(request.method())) {
            response.setStatusCode(405).putHeader("Allow", "POST").end();
            return;
        }
        Buffer body = Buffer.buffer();
        request.handler(
                chunk -> {
                    if (body.length() + chunk.length() <= Limits.DATAGRAM) {
                        body.appendBuffer(chunk);
                    } else if (!response.ended()) {
                        response.setStatusCode(413).end();
                        // Time for the reply to arrive; then no more is read from there.
                        vertx.setTimer(LINGER_MILLIS, _ -> request.connection().close());
                    }
                });
        request.endHandler(
                _ -> {
                    if (!response.ended()) {
                        take(request, body.getBytes());
                    }
                });
    }

    private void take(HttpServerRequest request, byte[] body) {
        Context context = vertx.getOrCreateContext();
        InetAddress from = InetAddress.ofLiteral(request.remoteAddress().hostAddress());
        desk.take(
                body,
                body.length,
                from,
                outcome -> context.runOnContext(_ -> answer(outcome, request.response())));
    }

    private static void answer(Outcome outcome, HttpServerResponse response) {
        if (response.ended() || response.closed()) {
            return;
        }
        switch (outcome) {
            case Outcome.Bytes reply ->
                    response.putHeader("Content-Type", "application/json")
                            .putHeader("Cache-Control", "no-store")
                            .end(Buffer.buffer(reply.bytes()));
            case Outcome.Nothing _ -> response.setStatusCode(204).end();
            case Outcome.Malformed _ -> response.setStatusCode(400).end();
            case Outcome.Limited _ ->
                    response.setStatusCode(429).putHeader("Retry-After", "1").end();
        }
    }

    void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }
}
