package org.domainstats.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * One request and its response. Used on the event loop of its connection, except where a method
 * says otherwise.
 */
public final class Exchange {

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final TrackedConnection connection;
    private final EventLoopListener loop;
    private final long began;
    private RouteMetrics route;
    private BrowserPolicy.Verdict verdict = BrowserPolicy.Verdict.PLAIN;
    private boolean over;
    private boolean streaming;

    Exchange(HttpServerRequest request, TrackedConnection connection, EventLoopListener loop) {
        this.request = request;
        this.response = request.response();
        this.connection = connection;
        this.loop = loop;
        this.began = loop.now();
        this.route = loop.metrics().other();
    }

    /** The request as Vert.x has it, for routers and streams. */
    public HttpServerRequest request() {
        return request;
    }

    /** The request target as it was sent, one char for each byte. */
    public String target() {
        return request.uri();
    }

    public String method() {
        return request.method().name();
    }

    public boolean isHead() {
        return request.method().equals(HttpMethod.HEAD);
    }

    /** The value of the first header field of that name, or null. */
    public @Nullable String header(CharSequence name) {
        return request.headers().get(name);
    }

    /** The address that the connection comes from. */
    public InetAddress peer() {
        return connection.address();
    }

    /** Whether the connection is encrypted up to here. */
    public boolean isEncrypted() {
        return request.isSSL();
    }

    /** The port that the connection came in at. */
    public int localPort() {
        return request.localAddress().port();
    }

    /** When the request came in, by {@link System#nanoTime}. */
    public long began() {
        return began;
    }

    /** Whether a body belongs to the request. */
    public boolean hasBody() {
        String length = header(HttpHeaderNames.CONTENT_LENGTH);
        return length != null && !length.equals("0")
                || request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING);
    }

    void verdict(BrowserPolicy.Verdict browser) {
        verdict = browser;
    }

    /** Whether it looks as if a browser sent the request. */
    public boolean isFromBrowser() {
        return verdict == BrowserPolicy.Verdict.BROWSER;
    }

    /** Whether the name in the Host field is one that this server has. */
    public boolean hasKnownHost() {
        return verdict != BrowserPolicy.Verdict.UNKNOWN_HOST;
    }

    /** Says to which resource the request's metrics belong. */
    public void route(RouteMetrics metrics) {
        route = metrics;
    }

    /** Runs something on the event loop, unless the server has ended. From any thread. */
    public void execute(Runnable task) {
        var _ = tryExecute(task);
    }

    /** The same; false if the server has ended, and with it this connection. */
    boolean tryExecute(Runnable task) {
        return loop.tryExecute(task);
    }

    /** The context of the event loop. */
    public Context context() {
        return loop.context();
    }

    /** Whether the response is out, or can no longer reach the client. */
    public boolean isOver() {
        return over || response.closed();
    }

    /** Has something done when the client goes away without the response; at once if it has. */
    public void whenGone(Runnable task) {
        if (isOver()) {
            if (!over) {
                task.run();
            }
            return;
        }
        response.closeHandler(
                _ -> {
                    if (!over) {
                        task.run();
                    }
                });
    }

    /** Sends the response. Does nothing if the client is gone, or was answered already. */
    public void respond(ServerResponse answer) {
        if (!isOver()) {
            fields(answer);
            var _ = end(answer);
        }
        finish(answer.status());
    }

    /**
     * Sends the response.
     *
     * @param delivered receives, on the event loop, whether the system took all of it
     */
    public void respond(ServerResponse answer, Consumer<Boolean> delivered) {
        if (isOver()) {
            finish(answer.status());
            delivered.accept(false);
            return;
        }
        fields(answer);
        end(answer).onComplete(done -> delivered.accept(done.succeeded()));
        finish(answer.status());
    }

    private Future<Void> end(ServerResponse answer) {
        return isHead() || !answer.hasBody() ? response.end() : response.end(answer.body());
    }

    private void fields(ServerResponse answer) {
        if (answer.status() != 200) {
            response.setStatusCode(answer.status());
        }
        if (answer.isPlainJson()) {
            response.headers().setAll(loop.fields().json(answer.length()));
            closeIfStopping();
            return;
        }
        standardFields();
        response.putHeader(HttpHeaders.CONTENT_TYPE, answer.contentType());
        if (answer.hasBody()) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(answer.length()));
        }
        for (ServerResponse.Field field : answer.fields()) {
            response.putHeader(field.name(), field.value());
        }
    }

    /** Puts the fields that every response carries. For handlers that write with Vert.x itself. */
    public void standardFields() {
        response.putHeader(HttpHeaders.DATE, loop.fields().date());
        response.putHeader(ResponseFields.NOSNIFF_NAME, ResponseFields.NOSNIFF);
        closeIfStopping();
    }

    private void closeIfStopping() {
        if (loop.isStopping()) {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            connection.last();
        }
    }

    /** Sends the response, and closes the connection once the client could read it. */
    public void refuse(ServerResponse answer) {
        connection.refuse();
        if (hasBody() && !request.isEnded() && !isOver()) {
            connection.linger(LingeringClose.after(request, loop.context().owner()));
            respond(answer.with(HttpHeaders.CONNECTION, "close"));
        } else {
            respond(answer.with(HttpHeaders.CONNECTION, "close"));
            connection.close();
        }
    }

    /** Sends the response if none was begun, and closes the connection. */
    void abandon(ServerResponse answer) {
        if (!isOver() && !response.headWritten()) {
            respond(answer.with(HttpHeaders.CONNECTION, "close"));
        }
        connection.close();
    }

    /** Reads the body whole; past the listener's limit the client gets 413. */
    public void readBody(Consumer<Buffer> then) {
        readBody(loop.limits().bodySize(), then);
    }

    /**
     * Reads the body whole.
     *
     * @param limit in bytes; past it the client gets 413
     */
    public void readBody(int limit, Consumer<Buffer> then) {
        if (!hasBody()) {
            then.accept(Buffer.buffer());
            return;
        }
        sayContinue();
        WholeBody.read(this, loop.receiving(), limit, then);
    }

    /** Both bodies may from here on take as long as they like, as long as they move. */
    public void stream() {
        streaming = true;
        connection.stream();
    }

    /** Says how much the system may take for a client that does not read. From any thread. */
    void sendBuffer(int bytes) {
        execute(() -> connection.sendBuffer(bytes));
    }

    /** Runs something later; the body, which nobody reads yet, is kept until then. */
    public void later(CompletionStage<?> stage, Runnable then) {
        if (hasBody()) {
            request.pause();
        }
        var _ = stage.whenComplete((_, _) -> execute(() -> resume(then)));
    }

    private void resume(Runnable then) {
        then.run();
        if (hasBody() && !streaming) {
            request.resume();
        }
    }

    /** Says that a part of a streamed body came or went. From any thread. */
    public void progress() {
        execute(() -> connection.progress(loop.tick()));
    }

    /** Tells a client that waits with its body to send it (RFC 9110 section 10.1.1). */
    public void sayContinue() {
        if (request.headers().contains(HttpHeaderNames.EXPECT, "100-continue", true)) {
            var _ = response.writeContinue();
        }
    }

    /** Marks the end of a response that was written with Vert.x itself. */
    public void finish(int status) {
        if (!over) {
            over = true;
            route.record(status, System.nanoTime() - began);
            connection.answered(loop.tick());
        }
    }

    /** Cuts the connection: the only way to say that a response which has begun will not end. */
    public void abort() {
        connection.close();
    }
}
