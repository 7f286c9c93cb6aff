package org.domainstats.http;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * The body of a response in parts, each of which goes out at once, in pieces of which it is known
 * whether they did. Blocks while the client has not taken what was sent before.
 */
public final class ResponseStream {

    /** One on its way while the next is made. */
    private static final int PARTS_UNDER_WAY = 2;

    private static final Future<Void> CLIENT_IS_GONE = Future.failedFuture("the client is gone");

    private final Exchange exchange;
    private final Map<String, String> fields;
    private final Semaphore places = new Semaphore(PARTS_UNDER_WAY);
    private boolean begun;
    private volatile boolean clientIsGone;

    /** What follows goes out after it, or not at all if it failed. On the event loop. */
    private Future<Void> lastSent = Future.succeededFuture();

    /**
     * A piece of a part.
     *
     * @param going is run on the event loop, right before the piece is sent, once the system has
     *     taken those before it
     * @param undelivered what is to be done if it is certain that the client got nothing of it; on
     *     any thread, and it must not block
     */
    public record Piece(Buffer bytes, Runnable going, Runnable undelivered) {}

    /**
     * @param fields of the head, which goes out with the first part
     */
    public ResponseStream(Exchange exchange, Map<String, String> fields) {
        this.exchange = exchange;
        this.fields = Map.copyOf(fields);
    }

    /**
     * Writes a long response on a platform thread. While its parts are computed, a virtual one
     * would keep its carrier from all others, and it need not wait for a client that reads quickly.
     * On the event loop.
     */
    public static void start(Exchange exchange, String thread, Runnable writer) {
        exchange.stream();
        Thread.ofPlatform().daemon().name(thread).start(writer);
    }

    /** Whether nothing of the response has been sent. */
    public boolean isUnsent() {
        return !begun;
    }

    /**
     * Sends a part.
     *
     * @throws IOException if the client is gone, and did not get this part
     */
    public void write(Buffer part) throws IOException {
        write(List.of(new Piece(part, () -> {}, () -> {})));
    }

    /**
     * Sends a part in pieces.
     *
     * @throws IOException if the client is gone, and did not get this part
     */
    public void write(List<Piece> part) throws IOException {
        if (!part.isEmpty()) {
            send(
                    () -> writeAll(part.iterator()),
                    () -> part.forEach(piece -> piece.undelivered.run()));
        }
    }

    /** Of a piece that fails, the system may have taken some already. */
    private Future<Void> writeAll(Iterator<Piece> pieces) {
        Piece piece = pieces.next();
        piece.going.run();
        Future<Void> written = exchange.request().response().write(piece.bytes);
        return pieces.hasNext() ? written.transform(done -> writeRest(done, pieces)) : written;
    }

    private Future<Void> writeRest(AsyncResult<Void> written, Iterator<Piece> pieces) {
        if (written.succeeded() && !exchange.isOver()) {
            return writeAll(pieces);
        }
        pieces.forEachRemaining(piece -> piece.undelivered.run());
        return CLIENT_IS_GONE;
    }

    /** Ends the response. When this returns, the connection is the next request's. */
    public void end() throws IOException {
        send(() -> exchange.request().response().end(), () -> {});
        places.acquireUninterruptibly(PARTS_UNDER_WAY);
        exchange.execute(this::finish);
    }

    /** Waits until nothing is under way: the client has it, or the system for it, or is gone. */
    void drain() {
        places.acquireUninterruptibly(PARTS_UNDER_WAY);
        places.release(PARTS_UNDER_WAY);
    }

    private void finish() {
        exchange.finish(200);
        if (exchange.request().version() == HttpVersion.HTTP_1_0) {
            // The end of the connection is the end of the body.
            exchange.abort();
        }
    }

    private void send(Supplier<Future<Void>> write, Runnable unsent) throws IOException {
        places.acquireUninterruptibly();
        if (clientIsGone) {
            places.release();
            unsent.run();
            throw new IOException("the client is gone");
        }
        boolean first = !begun;
        begun = true;
        if (!exchange.tryExecute(() -> sendNow(first, write, unsent))) {
            clientIsGone = true;
            places.release();
            unsent.run();
            throw new IOException("the server has ended");
        }
    }

    private void sendNow(boolean first, Supplier<Future<Void>> write, Runnable unsent) {
        lastSent =
                lastSent.transform(
                        before -> {
                            if (before.failed() || exchange.isOver()) {
                                unsent.run();
                                return CLIENT_IS_GONE;
                            }
                            if (first) {
                                putHead();
                            }
                            return write.get();
                        });
        var _ = lastSent.onComplete(done -> sent(done.succeeded()));
    }

    private void putHead() {
        HttpServerResponse response = exchange.request().response();
        exchange.standardFields();
        fields.forEach(response::putHeader);
        response.setChunked(true);
    }

    private void sent(boolean successfully) {
        clientIsGone |= !successfully;
        exchange.progress();
        places.release();
    }
}
