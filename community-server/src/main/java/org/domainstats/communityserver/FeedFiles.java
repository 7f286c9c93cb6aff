package org.domainstats.communityserver;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerResponse;

import org.domainstats.base.LimitedLog;
import org.domainstats.http.Exchange;
import org.domainstats.http.ServerResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The feed's folders over HTTP, with ETag and ranges. */
final class FeedFiles {

    /** What a publisher writes, and nothing else that may lie beside it. */
    private static final Pattern PATH =
            Pattern.compile("/(?:feed|data)(?:/[a-z0-9][a-z0-9.-]{0,63}){1,4}");

    private static final int CHUNK = 1 << 16;

    private static final ServerResponse NOT_FOUND =
            ServerResponse.problem(404, "there is no such file in the feed");
    private static final ServerResponse CHANGING =
            ServerResponse.unavailable("the file is being replaced");

    private final LimitedLog log = new LimitedLog(LoggerFactory.getLogger(FeedFiles.class));
    private final Path folder;

    FeedFiles(Path folder) {
        this.folder = folder;
    }

    static boolean isPath(String path) {
        return PATH.matcher(path).matches();
    }

    /** Sends a file, or the part of it that the request wants. */
    void send(Exchange exchange, String path) {
        if (!exchange.method().equals("GET") && !exchange.isHead()) {
            exchange.refuse(ServerResponse.methodNotAllowed("files are read", "GET, HEAD"));
            return;
        }
        Path file = folder.resolve(path.substring(1));
        Thread.ofVirtual()
                .name("feed-file")
                .start(
                        () -> {
                            FeedFile found = find(file);
                            exchange.execute(() -> send(exchange, found));
                        });
    }

    private @Nullable FeedFile find(Path file) {
        try {
            // Neither the file nor a folder on the way may be a link that leads elsewhere.
            Path real = file.toRealPath();
            if (!real.equals(folder.toRealPath().resolve(folder.relativize(file)))) {
                return null;
            }
            BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class);
            return attributes.isRegularFile() ? FeedFile.of(real, attributes) : null;
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            log.error("file", e, "cannot read {}", file);
            return null;
        }
    }

    private void send(Exchange exchange, @Nullable FeedFile file) {
        if (file == null) {
            exchange.respond(NOT_FOUND);
        } else if (file.tag.equals(exchange.header(HttpHeaderNames.IF_NONE_MATCH))) {
            exchange.respond(file.describe(ServerResponse.text("").withStatus(304)));
        } else {
            sendPart(exchange, file);
        }
    }

    private void sendPart(Exchange exchange, FeedFile file) {
        String ifRange = exchange.header(HttpHeaderNames.IF_RANGE);
        ByteRange range =
                ifRange == null || ifRange.equals(file.tag)
                        ? ByteRange.of(exchange.header(HttpHeaderNames.RANGE), file.size)
                        : null;
        if (range != null && range.length() == 0) {
            exchange.respond(
                    file.describe(
                            ServerResponse.text("")
                                    .withStatus(416)
                                    .with(HttpHeaderNames.CONTENT_RANGE, "bytes */" + file.size)));
            return;
        }
        exchange.context()
                .owner()
                .fileSystem()
                .open(file.path.toString(), new OpenOptions().setWrite(false).setCreate(false))
                .onSuccess(open -> checkAndSend(exchange, file, range, open))
                .onFailure(
                        failure -> {
                            log.error("file", failure, "cannot open {}", file.path);
                            exchange.respond(NOT_FOUND);
                        });
    }

    private void checkAndSend(
            Exchange exchange, FeedFile file, @Nullable ByteRange range, AsyncFile open) {
        open.size()
                .onComplete(
                        size -> {
                            if (size.failed() || size.result() != file.size) {
                                exchange.respond(CHANGING);
                                close(open);
                            } else {
                                sendBody(exchange, file, range, open);
                            }
                        });
    }

    private void sendBody(
            Exchange exchange, FeedFile file, @Nullable ByteRange range, AsyncFile open) {
        ByteRange part = range == null ? new ByteRange(0, file.size) : range;
        HttpServerResponse response = exchange.request().response();
        if (exchange.isOver()) {
            exchange.finish(response.getStatusCode());
            close(open);
            return;
        }
        response.setStatusCode(range == null ? 200 : 206);
        exchange.standardFields();
        file.putFields(response);
        response.putHeader(HttpHeaderNames.CONTENT_LENGTH, Long.toString(part.length()));
        if (range != null) {
            response.putHeader(HttpHeaderNames.CONTENT_RANGE, part.of(file.size));
        }
        if (exchange.isHead() || part.length() == 0) {
            end(exchange, open);
        } else {
            open.setReadPos(part.start()).setReadLength(part.length()).setReadBufferSize(CHUNK);
            copy(exchange, open);
        }
    }

    private void copy(Exchange exchange, AsyncFile open) {
        HttpServerResponse response = exchange.request().response();
        exchange.stream();
        response.exceptionHandler(
                _ -> {
                    // The client is gone.
                    exchange.finish(response.getStatusCode());
                    close(open);
                });
        open.exceptionHandler(
                failure -> {
                    log.error("file", failure, "cannot read a file of the feed");
                    exchange.finish(response.getStatusCode());
                    exchange.abort();
                    close(open);
                });
        open.endHandler(_ -> end(exchange, open));
        open.handler(chunk -> write(exchange, open, chunk));
    }

    private static void write(Exchange exchange, AsyncFile open, Buffer chunk) {
        HttpServerResponse response = exchange.request().response();
        var _ = response.write(chunk).onSuccess(_ -> exchange.progress());
        if (response.writeQueueFull()) {
            open.pause();
            response.drainHandler(_ -> open.resume());
        }
    }

    private void end(Exchange exchange, AsyncFile open) {
        HttpServerResponse response = exchange.request().response();
        var _ = response.end().onComplete(_ -> exchange.finish(response.getStatusCode()));
        close(open);
    }

    private void close(AsyncFile open) {
        // A second close fails: the client may be gone while the end is on its way.
        var _ = open.close();
    }

    /** A file as it was found. */
    private record FeedFile(Path path, long size, String tag, String type) {

        static FeedFile of(Path path, BasicFileAttributes attributes) {
            String tag =
                    "\"%x-%x\""
                            .formatted(
                                    attributes.size(),
                                    attributes.lastModifiedTime().to(TimeUnit.MICROSECONDS));
            return new FeedFile(path, attributes.size(), tag, type(path.toString()));
        }

        private static String type(String name) {
            if (name.endsWith(".gz")) {
                return "application/gzip";
            }
            return name.endsWith(".json") ? "application/json" : "text/plain; charset=utf-8";
        }

        ServerResponse describe(ServerResponse response) {
            return response.with(HttpHeaderNames.ETAG, tag)
                    .with(HttpHeaderNames.CACHE_CONTROL, "no-cache");
        }

        void putFields(HttpServerResponse response) {
            response.putHeader(HttpHeaderNames.ETAG, tag)
                    .putHeader(HttpHeaderNames.CACHE_CONTROL, "no-cache")
                    .putHeader(HttpHeaderNames.ACCEPT_RANGES, "bytes")
                    .putHeader(HttpHeaderNames.CONTENT_TYPE, type);
        }
    }
}
