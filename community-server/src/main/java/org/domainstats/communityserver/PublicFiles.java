package org.domainstats.communityserver;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Pattern;

/** The feed's folders over HTTP, with ETag and ranges. */
final class PublicFiles {

    private static final Logger LOG = LoggerFactory.getLogger(PublicFiles.class);

    /** What a publisher writes, and nothing else that may lie beside it. */
    private static final Pattern PATH =
            Pattern.compile("/(?:feed|data)(?:/[a-z0-9][a-z0-9.-]{0,63}){1,4}");

    private final Vertx vertx;
    private final Path folder;

    PublicFiles(Vertx vertx, Path folder) {
        this.vertx = vertx;
        this.folder = folder;
    }

    static boolean has(String path) {
        return PATH.matcher(path).matches();
    }

    void send(HttpServerRequest request, String path) {
        HttpServerResponse response = request.response();
        if (!HttpMethod.GET.equals(request.method()) && !HttpMethod.HEAD.equals(request.method())) {
            response.setStatusCode(405).putHeader("Allow", "GET, HEAD").end();
            return;
        }
        Path file = folder.resolve(path.substring(1));
        vertx.executeBlocking(() -> find(file))
                .onSuccess(
                        found -> {
                            if (found == null) {
                                response.setStatusCode(404).end();
                            } else {
                                send(request, file, found);
                            }
                        })
                .onFailure(
                        fault -> {
                            LOG.error("cannot read {}", file, fault);
                            response.setStatusCode(500).end();
                        });
    }

    private static @Nullable Found find(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return null;
        }
        BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
        String tag =
                "\"%x-%x\""
                        .formatted(
                                is.size(),
                                is.lastModifiedTime()
                                        .to(java.util.concurrent.TimeUnit.MICROSECONDS));
        return new Found(is.size(), tag);
    }

    private static void send(HttpServerRequest request, Path file, Found found) {
        HttpServerResponse response = request.response();
        response.putHeader("ETag", found.tag);
        response.putHeader("Accept-Ranges", "bytes");
        response.putHeader("Cache-Control", "no-cache");
        response.putHeader("X-Content-Type-Options", "nosniff");
        if (found.tag.equals(request.getHeader("If-None-Match"))) {
            response.setStatusCode(304).end();
            return;
        }
        String ifRange = request.getHeader("If-Range");
        ByteRange range =
                ifRange == null || ifRange.equals(found.tag)
                        ? ByteRange.of(request.getHeader("Range"), found.size)
                        : null;
        if (range != null && range.length() == 0) {
            response.setStatusCode(416).putHeader("Content-Range", "bytes */" + found.size).end();
            return;
        }
        ByteRange part = range == null ? new ByteRange(0, found.size) : range;
        if (range != null) {
            response.setStatusCode(206);
            response.putHeader(
                    "Content-Range",
                    "bytes %d-%d/%d"
                            .formatted(part.start(), part.start() + part.length() - 1, found.size));
        }
        response.putHeader("Content-Type", type(file.toString()));
        if (HttpMethod.HEAD.equals(request.method()) || part.length() == 0) {
            response.putHeader("Content-Length", Long.toString(part.length())).end();
        } else {
            response.sendFile(file.toString(), part.start(), part.length());
        }
    }

    private static String type(String name) {
        if (name.endsWith(".gz")) {
            return "application/gzip";
        }
        return name.endsWith(".json") ? "application/json" : "text/plain; charset=utf-8";
    }

    private record Found(long size, String tag) {}
}
