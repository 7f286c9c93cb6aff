package org.domainstats.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;

import java.util.function.Consumer;

/** The body of one request, gathered up to a limit. */
final class WholeBody {

    private static final ServerResponse TOO_LONG =
            ServerResponse.problem(413, "the body is longer than this resource takes");

    private static final ServerResponse MALFORMED =
            ServerResponse.problem(400, "the body is not framed as HTTP/1.1 wants it")
                    .with(HttpHeaders.CONNECTION, "close");

    private static final ServerResponse EVICTED =
            ServerResponse.unavailable(
                    "too many bodies are being sent, and this one takes long: try again");

    private final Exchange exchange;
    private final int limit;
    private final Consumer<Buffer> then;
    private final ReceiveBudget.Share share;
    private Buffer body = Buffer.buffer();
    private boolean over;

    private WholeBody(Exchange exchange, ReceiveBudget budget, int limit, Consumer<Buffer> then) {
        this.exchange = exchange;
        this.limit = limit;
        this.then = then;
        this.share = budget.begin(exchange.peer(), () -> exchange.execute(() -> refuse(EVICTED)));
    }

    static void read(Exchange exchange, ReceiveBudget budget, int limit, Consumer<Buffer> then) {
        if (announced(exchange) > limit) {
            exchange.refuse(TOO_LONG);
            return;
        }
        WholeBody body = new WholeBody(exchange, budget, limit, then);
        exchange.request().handler(body::take);
        exchange.request().endHandler(_ -> body.end());
        exchange.request().exceptionHandler(body::fail);
    }

    private static long announced(Exchange exchange) {
        String length = exchange.header(HttpHeaderNames.CONTENT_LENGTH);
        // The decoder has refused what is no number; more than nine digits is too long anyway.
        return length == null ? 0 : length.length() > 9 ? Long.MAX_VALUE : Long.parseLong(length);
    }

    private void take(Buffer piece) {
        if (over) {
            return;
        }
        if (body.length() + piece.length() > limit) {
            refuse(TOO_LONG);
            return;
        }
        body.appendBuffer(piece);
        // The buffer grows to twice its size.
        share.hold(2L * body.length());
    }

    private void refuse(ServerResponse refusal) {
        if (!over) {
            forget();
            exchange.refuse(refusal);
        }
    }

    private void forget() {
        over = true;
        body = Buffer.buffer();
        share.end();
    }

    /** Nothing was done for the request yet, so a client that is gone needs nothing either. */
    private void fail(Throwable failure) {
        forget();
        if (!(failure instanceof HttpClosedException)) {
            exchange.respond(MALFORMED);
        }
    }

    private void end() {
        if (!over) {
            over = true;
            share.end();
            then.accept(body);
        }
    }
}
