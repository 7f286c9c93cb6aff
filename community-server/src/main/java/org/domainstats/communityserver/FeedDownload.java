package org.domainstats.communityserver;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.http.HttpServerResponse;

import org.domainstats.http.ServerResponse;

import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/**
 * A file of the feed as it was found.
 *
 * @param tag its ETag, made of size and time of change
 */
record FeedDownload(Path path, long size, String tag, String contentType) {

    private static final String NO_CACHE = "no-cache";

    static FeedDownload of(Path path, BasicFileAttributes attributes) {
        String tag =
                "\"%x-%x\""
                        .formatted(
                                attributes.size(),
                                attributes.lastModifiedTime().to(TimeUnit.MICROSECONDS));
        return new FeedDownload(path, attributes.size(), tag, contentType(path.toString()));
    }

    private static String contentType(String name) {
        if (name.endsWith(".gz")) {
            return "application/gzip";
        }
        return name.endsWith(".json") ? "application/json" : "text/plain; charset=utf-8";
    }

    /** A response about the file, without its content. */
    ServerResponse describe(int status) {
        return ServerResponse.text("")
                .withStatus(status)
                .with(HttpHeaderNames.ETAG, tag)
                .with(HttpHeaderNames.CACHE_CONTROL, NO_CACHE);
    }

    /** Puts the fields of a response with content. */
    void putFields(HttpServerResponse response) {
        response.putHeader(HttpHeaderNames.ETAG, tag)
                .putHeader(HttpHeaderNames.CACHE_CONTROL, NO_CACHE)
                .putHeader(HttpHeaderNames.ACCEPT_RANGES, "bytes")
                .putHeader(HttpHeaderNames.CONTENT_TYPE, contentType);
    }
}
