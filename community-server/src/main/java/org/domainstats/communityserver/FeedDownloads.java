package org.domainstats.communityserver;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.file.OpenOptions;

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
import java.util.regex.Pattern;

/** The feed's folders over HTTP, with ETag and ranges. */
final class FeedDownloads {

    /** What a publisher writes, and nothing else that may lie beside it. */
    private static final Pattern PATH =
            Pattern.compile("/(?:feed|data)(?:/[a-z0-9][a-z0-9.-]{0,63}){1,4}");

    private static final ServerResponse NOT_FOUND =
            ServerResponse.problem(404, "there is no such file in the feed");

    private final LimitedLog log = new LimitedLog(LoggerFactory.getLogger(FeedDownloads.class));
    private final Path folder;

    FeedDownloads(Path folder) {
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
                            FeedDownload found = find(file);
                            exchange.execute(() -> send(exchange, found));
                        });
    }

    private @Nullable FeedDownload find(Path file) {
        try {
            // Neither the file nor a folder on the way may be a link that leads elsewhere.
            Path real = file.toRealPath();
            if (!real.equals(folder.toRealPath().resolve(folder.relativize(file)))) {
                return null;
            }
            BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class);
            return attributes.isRegularFile() ? FeedDownload.of(real, attributes) : null;
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            log.error("file", e, "cannot read {}", file);
            return null;
        }
    }

    private void send(Exchange exchange, @Nullable FeedDownload file) {
        if (file == null) {
            exchange.respond(NOT_FOUND);
        } else if (file.tag().equals(exchange.header(HttpHeaderNames.IF_NONE_MATCH))) {
            exchange.respond(file.describe(304));
        } else {
            sendPart(exchange, file);
        }
    }

    private void sendPart(Exchange exchange, FeedDownload file) {
        String ifRange = exchange.header(HttpHeaderNames.IF_RANGE);
        ByteRange range =
                ifRange == null || ifRange.equals(file.tag())
                        ? ByteRange.of(exchange.header(HttpHeaderNames.RANGE), file.size())
                        : null;
        if (range != null && range.length() == 0) {
            exchange.respond(
                    file.describe(416)
                            .with(HttpHeaderNames.CONTENT_RANGE, "bytes */" + file.size()));
            return;
        }
        exchange.context()
                .owner()
                .fileSystem()
                .open(file.path().toString(), new OpenOptions().setWrite(false).setCreate(false))
                .onSuccess(open -> new FileResponse(exchange, file, open, log).send(range))
                .onFailure(
                        failure -> {
                            log.error("file", failure, "cannot open {}", file.path());
                            exchange.respond(NOT_FOUND);
                        });
    }
}
