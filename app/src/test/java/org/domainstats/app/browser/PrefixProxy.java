package org.domainstats.app.browser;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A reverse proxy that serves a server below a path of its own, and nothing beside it. */
final class PrefixProxy implements AutoCloseable {

    static final String PREFIX = "/tools/domain-stats";

    private final URI behind;
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = vertx.createHttpClient();
    private final HttpServer server = vertx.createHttpServer().requestHandler(this::forward);
    private final List<String> strays = new CopyOnWriteArrayList<>();

    PrefixProxy(URI behind) {
        this.behind = behind;
        server.listen(0, "127.0.0.1").await();
    }

    /** An address below its path. */
    String url(String path) {
        return "http://127.0.0.1:" + server.actualPort() + PREFIX + path;
    }

    /** What was asked for outside its path. */
    List<String> strays() {
        return List.copyOf(strays);
    }

    private void forward(HttpServerRequest request) {
        if (!request.uri().startsWith(PREFIX + "/")) {
            strays.add(request.uri());
            request.response().setStatusCode(404).end();
            return;
        }
        request.pause();
        RequestOptions options =
                new RequestOptions()
                        .setHost(behind.getHost())
                        .setPort(behind.getPort())
                        .setMethod(request.method())
                        .setURI(request.uri().substring(PREFIX.length()))
                        .setHeaders(request.headers());
        client.request(options)
                .compose(
                        forwarded ->
                                request.headers().contains("content-length")
                                        ? forwarded.send(request)
                                        : forwarded.send())
                .onSuccess(answer -> answer(request.response(), answer))
                .onFailure(_ -> request.response().setStatusCode(502).end());
    }

    private static void answer(HttpServerResponse response, HttpClientResponse answer) {
        if (response.closed()) {
            answer.request().reset();
            return;
        }
        // A stream of events goes on until the browser has enough of it.
        response.closeHandler(_ -> answer.request().reset());
        response.setStatusCode(answer.statusCode()).headers().addAll(answer.headers());
        answer.handler(chunk -> response.write(chunk));
        answer.endHandler(_ -> response.end());
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
