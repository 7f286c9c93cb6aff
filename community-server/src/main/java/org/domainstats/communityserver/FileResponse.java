package org.domainstats.communityserver;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.http.HttpServerResponse;

import org.domainstats.base.LimitedLog;
import org.domainstats.http.Exchange;
import org.domainstats.http.ServerResponse;
import org.jspecify.annotations.Nullable;

/** The response with a file or a part of it, read as fast as the client takes it. */
final class FileResponse {

    private static final int CHUNK = 1 << 16;

    private static final ServerResponse CHANGING =
            ServerResponse.unavailable("the file is being replaced");

    private final Exchange exchange;
    private final HttpServerResponse response;
    private final FeedDownload file;
    private final AsyncFile open;
    private final LimitedLog log;

    FileResponse(Exchange exchange, FeedDownload file, AsyncFile open, LimitedLog log) {
        this.exchange = exchange;
        this.response = exchange.request().response();
        this.file = file;
        this.open = open;
        this.log = log;
    }

    /**
     * Sends it and closes the file.
     *
     * @param range the part, or null for all
     */
    void send(@Nullable ByteRange range) {
        open.size()
                .onComplete(
                        size -> {
                            if (size.failed() || size.result() != file.size()) {
                                exchange.respond(CHANGING);
                                close();
                            } else if (exchange.isOver()) {
                                finish();
                            } else {
                                begin(range);
                            }
                        });
    }

    private void begin(@Nullable ByteRange range) {
        ByteRange part = range == null ? new ByteRange(0, file.size()) : range;
        response.setStatusCode(range == null ? 200 : 206);
        exchange.standardFields();
        file.putFields(response);
        response.putHeader(HttpHeaderNames.CONTENT_LENGTH, Long.toString(part.length()));
        if (range != null) {
            response.putHeader(HttpHeaderNames.CONTENT_RANGE, part.of(file.size()));
        }
        if (exchange.isHead() || part.length() == 0) {
            end();
        } else {
            open.setReadPos(part.start()).setReadLength(part.length()).setReadBufferSize(CHUNK);
            copy();
        }
    }

    private void copy() {
        exchange.stream();
        // The client is gone.
        response.exceptionHandler(_ -> finish());
        open.exceptionHandler(
                failure -> {
                    log.error("file", failure, "cannot read {}", file.path());
                    finish();
                    exchange.abort();
                });
        open.endHandler(_ -> end());
        open.handler(this::write);
    }

    private void write(Buffer chunk) {
        var _ = response.write(chunk).onSuccess(_ -> exchange.progress());
        if (response.writeQueueFull()) {
            open.pause();
            response.drainHandler(_ -> open.resume());
        }
    }

    private void end() {
        var _ = response.end().onComplete(_ -> exchange.finish(response.getStatusCode()));
        close();
    }

    private void finish() {
        exchange.finish(response.getStatusCode());
        close();
    }

    private void close() {
        // A second close fails: the client may be gone while the end is on its way.
        var _ = open.close();
    }
}
