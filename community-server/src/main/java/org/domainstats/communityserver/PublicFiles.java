package org.domainstats.communityserver;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.stream.ChunkedNioFile;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The feed's folders over HTTP, with ETag and ranges. */
final class PublicFiles {

    private static final Logger LOG = LoggerFactory.getLogger(PublicFiles.class);

    /** What a publisher writes, and nothing else that may lie beside it. */
    private static final Pattern PATH =
            Pattern.compile("/(?:feed|data)(?:/[a-z0-9][a-z0-9.-]{0,63}){1,4}");

    private static final int CHUNK = 1 << 16;

    private final Path folder;

    PublicFiles(Path folder) {
        this.folder = folder;
    }

    static boolean has(String path) {
        return PATH.matcher(path).matches();
    }

    /** What a request wants of a file. */
    record Wish(
            String path,
            HttpMethod method,
            @Nullable String range,
            @Nullable String ifRange,
            @Nullable String ifNoneMatch) {

        static Wish of(FullHttpRequest request, String path) {
            HttpHeaders headers = request.headers();
            return new Wish(
                    path,
                    request.method(),
                    headers.get(HttpHeaderNames.RANGE),
                    headers.get(HttpHeaderNames.IF_RANGE),
                    headers.get(HttpHeaderNames.IF_NONE_MATCH));
        }
    }

    /**
     * Sends a file, reading the disk on another thread first.
     *
     * @param written hears once all is written
     */
    void send(ChannelHandlerContext context, Wish wish, ChannelFutureListener written) {
        if (!wish.method.equals(HttpMethod.GET) && !wish.method.equals(HttpMethod.HEAD)) {
            HttpResponse refusal = HttpVisit.status(HttpResponseStatus.METHOD_NOT_ALLOWED);
            refusal.headers().set(HttpHeaderNames.ALLOW, "GET, HEAD");
            var _ = context.writeAndFlush(refusal).addListener(written);
            return;
        }
        Path file = folder.resolve(wish.path.substring(1));
        Thread.ofVirtual()
                .start(
                        () -> {
                            Found found = find(file);
                            context.executor()
                                    .execute(
                                            () -> {
                                                var _ =
                                                        send(context, wish, found)
                                                                .addListener(written);
                                            });
                        });
    }

    private static @Nullable Found find(Path file) {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                return null;
            }
            BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
            String tag =
                    "\"%x-%x\""
                            .formatted(is.size(), is.lastModifiedTime().to(TimeUnit.MICROSECONDS));
            return new Found(FileChannel.open(file), is.size(), tag, type(file.toString()));
        } catch (IOException e) {
            LOG.error("cannot read {}: {}", file, e.getMessage());
            return null;
        }
    }

    private static ChannelFuture send(
            ChannelHandlerContext context, Wish wish, @Nullable Found found) {
        if (found == null) {
            return context.writeAndFlush(HttpVisit.status(HttpResponseStatus.NOT_FOUND));
        }
        if (found.tag.equals(wish.ifNoneMatch)) {
            return end(context, found, HttpResponseStatus.NOT_MODIFIED, null);
        }
        ByteRange range =
                wish.ifRange == null || wish.ifRange.equals(found.tag)
                        ? ByteRange.of(wish.range, found.size)
                        : null;
        if (range != null && range.length() == 0) {
            return end(
                    context,
                    found,
                    HttpResponseStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
                    "bytes */" + found.size);
        }
        return sendBody(context, wish, found, range);
    }

    private static ChannelFuture end(
            ChannelHandlerContext context,
            Found found,
            HttpResponseStatus status,
            @Nullable String contentRange) {
        found.close();
        HttpResponse response = HttpVisit.status(status);
        response.headers().set(HttpHeaderNames.ETAG, found.tag);
        if (contentRange != null) {
            response.headers().set(HttpHeaderNames.CONTENT_RANGE, contentRange);
        }
        return context.writeAndFlush(response);
    }

    private static ChannelFuture sendBody(
            ChannelHandlerContext context, Wish wish, Found found, @Nullable ByteRange range) {
        ByteRange part = range == null ? new ByteRange(0, found.size) : range;
        HttpResponse head =
                new DefaultHttpResponse(
                        HttpVersion.HTTP_1_1,
                        range == null ? HttpResponseStatus.OK : HttpResponseStatus.PARTIAL_CONTENT);
        head.headers()
                .set(HttpHeaderNames.ETAG, found.tag)
                .set(HttpHeaderNames.ACCEPT_RANGES, "bytes")
                .set(HttpHeaderNames.CACHE_CONTROL, "no-cache")
                .set("X-Content-Type-Options", "nosniff")
                .set(HttpHeaderNames.CONTENT_TYPE, found.type);
        HttpUtil.setContentLength(head, part.length());
        if (range != null) {
            head.headers().set(HttpHeaderNames.CONTENT_RANGE, part.of(found.size));
        }
        var _ = context.write(head);
        if (wish.method.equals(HttpMethod.HEAD) || part.length() == 0) {
            found.close();
        } else {
            try {
                var _ =
                        context.write(
                                new ChunkedNioFile(
                                        found.channel, part.start(), part.length(), CHUNK));
            } catch (IOException e) {
                // The head promised a body that does not come: the connection tells.
                found.close();
                var _ = context.close();
            }
        }
        return context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
    }

    private static String type(String name) {
        if (name.endsWith(".gz")) {
            return "application/gzip";
        }
        return name.endsWith(".json") ? "application/json" : "text/plain; charset=utf-8";
    }

    /** An open file. */
    private record Found(FileChannel channel, long size, String tag, String type) {

        void close() {
            try {
                channel.close();
            } catch (IOException e) {
                LOG.debug("a file could not be closed", e);
            }
        }
    }
}
