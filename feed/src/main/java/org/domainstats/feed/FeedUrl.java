package org.domainstats.feed;

import org.domainstats.base.Deadline;
import org.domainstats.httpclient.BlockingHttpClient;
import org.domainstats.httpclient.BodyLimits;
import org.domainstats.httpclient.ClientRequest;
import org.domainstats.httpclient.ExchangeException;
import org.domainstats.httpclient.ForbiddenTargetException;
import org.domainstats.httpclient.StreamedResponse;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * A feed below a URL.
 *
 * @param longestRead of a file that is read whole
 */
record FeedUrl(URI base, BlockingHttpClient http, Duration longestRead) implements FeedSource {

    private static final Duration HEAD_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(60);

    /** A byte a minute is progress too; the next pull resumes where this one was ended. */
    private static final Duration LONGEST_DOWNLOAD = Duration.ofHours(1);

    /** Of a file that is read whole, a manifest or a signature: some kilobytes. */
    private static final Duration LONGEST_READ = Duration.ofMinutes(2);

    FeedUrl(URI base, BlockingHttpClient http) {
        this(base, http, LONGEST_READ);
    }

    @Override
    public Optional<byte[]> find(String path, int maxBytes) throws FeedException {
        try (StreamedResponse response = get(path, request(path), longestRead)) {
            if (isMissing(response)) {
                return Optional.empty();
            }
            expect(response.status() == 200, path, response);
            byte[] bytes = response.body().readNBytes(maxBytes + 1);
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
            try (StreamedResponse response =
                    get(path, rest(path, into, maxBytes), LONGEST_DOWNLOAD)) {
                if (isMissing(response)) {
                    return false;
                }
                boolean resumed = isResumed(response, have);
                expect(resumed || response.status() == 200, path, response);
                String tag = String.valueOf(response.header("ETag"));
                try (OutputStream out =
                        resumed ? into.goOn() : into.startAnew(isTag(tag) ? tag : "")) {
                    BoundedCopy.all(
                            response.body(),
                            out,
                            resumed ? have : 0,
                            maxBytes,
                            done -> progress.downloaded(path, done, maxBytes));
                }
                return true;
            }
        } catch (IOException e) {
            throw broken(path, e);
        }
    }

    /** Asks for what is missing of a file, if it is still the same file. */
    private ClientRequest rest(String path, PartialDownload into, long maxBytes)
            throws IOException {
        long have = into.size();
        if (have == 0 || have >= maxBytes) {
            return request(path);
        }
        ClientRequest rest = request(path).header("Range", "bytes=" + have + "-");
        return isTag(into.tag()) ? rest.header("If-Range", into.tag()) : rest;
    }

    /** Whether it is an entity tag that may be sent back (RFC 9110, section 8.8.3). */
    private static boolean isTag(String text) {
        return text.matches("(?:W/)?\"[!#-~]{0,200}\"");
    }

    private static boolean isResumed(StreamedResponse response, long have) {
        String range = response.header("Content-Range");
        return response.status() == 206 && range != null && range.startsWith("bytes " + have + "-");
    }

    private static boolean isMissing(StreamedResponse response) {
        return response.status() == 404 || response.status() == 410;
    }

    private void expect(boolean expected, String path, StreamedResponse response)
            throws FeedException {
        if (!expected) {
            throw FeedException.unreachable(base.resolve(path) + " answered " + response.status());
        }
    }

    private ClientRequest request(String path) {
        return ClientRequest.get(base.resolve(path));
    }

    private StreamedResponse get(String path, ClientRequest request, Duration longest)
            throws FeedException {
        try {
            return http.open(
                    request,
                    Deadline.in(HEAD_TIMEOUT),
                    new BodyLimits(Deadline.in(longest), IDLE_TIMEOUT));
        } catch (ForbiddenTargetException e) {
            throw FeedException.refused(
                    base
                            + " is not signed, and over plain http anyone on the way can replace it:"
                            + " use https, or set allow-unsigned-feed");
        } catch (ExchangeException e) {
            throw broken(path, e);
        }
    }

    private FeedException broken(String path, IOException e) {
        return FeedException.unreachable(
                base.resolve(path) + " broke off: " + String.valueOf(e.getMessage()));
    }

    @Override
    public FeedSource protectedOnly() {
        return isEncrypted() ? this : new FeedUrl(base, http.privateOnly(), longestRead);
    }

    @Override
    public boolean isAuthenticated() {
        return isEncrypted() || isLoopback(base.getHost());
    }

    private boolean isEncrypted() {
        return "https".equals(base.getScheme());
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
    }

    @Override
    public String toString() {
        return base.toString();
    }
}
