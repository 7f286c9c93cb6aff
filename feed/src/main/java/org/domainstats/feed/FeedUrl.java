package org.domainstats.feed;

import org.domainstats.http.PublicAddress;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/** A feed below a URL. */
record FeedUrl(URI base, HttpClient http) implements FeedSource {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public Optional<byte[]> find(String path, int maxBytes) throws FeedException {
        HttpResponse<InputStream> response = get(path, request(path));
        try (InputStream in = response.body();
                StallTimeout _ = new StallTimeout(in)) {
            if (isMissing(response)) {
                return Optional.empty();
            }
            expect(response.statusCode() == 200, path, response);
            byte[] bytes = in.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw FeedException.refused(path + " is longer than " + maxBytes + " bytes");
            }
            return Optional.of(bytes);
        } catch (IOException e) {
            throw broken(path, e);
        }
    }

    @Override
    public boolean download(String path, PartialDownload into, long maxBytes, FeedProgress progress)
            throws FeedException {
        try {
            long have = into.size();
            HttpRequest.Builder request = request(path);
            if (have > 0 && have < maxBytes) {
                request.header("Range", "bytes=" + have + "-");
                if (!into.tag().isEmpty()) {
                    request.header("If-Range", into.tag());
                }
            }
            HttpResponse<InputStream> response = get(path, request);
            try (InputStream in = response.body();
                    StallTimeout guard = new StallTimeout(in)) {
                if (isMissing(response)) {
                    return false;
                }
                boolean goesOn = goesOn(response, have);
                expect(goesOn || response.statusCode() == 200, path, response);
                String tag = response.headers().firstValue("ETag").orElse("");
                try (OutputStream out = goesOn ? into.goOn() : into.startAnew(tag)) {
                    BoundedCopy.all(
                            in,
                            out,
                            goesOn ? have : 0,
                            maxBytes,
                            done -> {
                                guard.moved();
                                progress.downloaded(path, done, maxBytes);
                            });
                }
                return true;
            }
        } catch (IOException e) {
            throw broken(path, e);
        }
    }

    private static boolean goesOn(HttpResponse<?> response, long have) {
        return response.statusCode() == 206
                && response.headers()
                        .firstValue("Content-Range")
                        .filter(range -> range.startsWith("bytes " + have + "-"))
                        .isPresent();
    }

    private static boolean isMissing(HttpResponse<?> response) {
        return response.statusCode() == 404 || response.statusCode() == 410;
    }

    private void expect(boolean expected, String path, HttpResponse<?> response)
            throws FeedException {
        if (!expected) {
            throw FeedException.unreachable(
                    base.resolve(path) + " answered " + response.statusCode());
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
    }

    private HttpResponse<InputStream> get(String path, HttpRequest.Builder request)
            throws FeedException {
        try {
            return http.send(request.build(), BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw broken(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw FeedException.unreachable("interrupted");
        }
    }

    private FeedException broken(String path, IOException e) {
        return FeedException.unreachable(
                base.resolve(path)
                        + " broke off: "
                        + Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName()));
    }

    @Override
    public boolean isProtected() {
        if (isAuthenticated()) {
            return true;
        }
        try {
            return Arrays.stream(InetAddress.getAllByName(base.getHost()))
                    .noneMatch(PublicAddress::is);
        } catch (UnknownHostException e) {
            return false;
        }
    }

    @Override
    public boolean isAuthenticated() {
        return "https".equals(base.getScheme()) || isLoopback(base.getHost());
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
    }

    @Override
    public String toString() {
        return base.toString();
    }
}
