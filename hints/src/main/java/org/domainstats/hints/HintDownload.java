package org.domainstats.hints;

import org.domainstats.base.Deadline;
import org.domainstats.httpclient.BlockingHttpClient;
import org.domainstats.httpclient.BodyLimits;
import org.domainstats.httpclient.ClientRequest;
import org.domainstats.httpclient.Redirects;
import org.domainstats.httpclient.StreamedResponse;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;

/**
 * Downloads a list, unless it is as it was. An operator names a host, wherever that is; a redirect
 * leads to public addresses only, or within the host that was named.
 */
final class HintDownload {

    private static final Duration HEAD_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final BlockingHttpClient named;
    private final BlockingHttpClient publicOnly;
    private final long largest;

    /**
     * @param named reaches what an operator named
     * @param publicOnly reaches public addresses only
     * @param largest the most bytes that a list may have as it comes
     */
    HintDownload(BlockingHttpClient named, BlockingHttpClient publicOnly, long largest) {
        this.named = named;
        this.publicOnly = publicOnly;
        this.largest = largest;
    }

    /**
     * Downloads a list into a file.
     *
     * @param version what tells the state from others that is known; empty if none is
     * @return what tells the new state from others; null if it is as it was
     */
    @Nullable String get(URI url, String version, Path into) throws IOException {
        URI at = withoutUser(url);
        Redirects redirects = new Redirects(at);
        boolean within = true;
        while (true) {
            within &= sameHost(url, at);
            ClientRequest request = conditional(ClientRequest.get(at), version);
            if (within) {
                request = authorized(request, url);
            }
            BlockingHttpClient client = within ? named : publicOnly;
            try (StreamedResponse response =
                    client.open(
                            request,
                            Deadline.in(HEAD_TIMEOUT),
                            new BodyLimits(Deadline.in(LONGEST), IDLE_TIMEOUT))) {
                if (Redirects.isRedirect(response.status())) {
                    at = redirects.follow(at, response.header("Location"));
                    continue;
                }
                if (response.status() == 304 && !version.isEmpty()) {
                    return null;
                }
                if (response.status() != 200) {
                    throw new ListException("its server answered " + response.status());
                }
                copy(response.body(), into);
                return version(response);
            }
        }
    }

    private static boolean sameHost(URI one, URI other) {
        boolean samePort =
                one.getPort() == other.getPort() && one.getScheme().equals(other.getScheme());
        boolean encrypted = "https".equals(other.getScheme()) && other.getPort() < 0;
        return one.getHost().equalsIgnoreCase(other.getHost()) && (samePort || encrypted);
    }

    private static URI withoutUser(URI url) {
        String text = url.toString();
        String user = url.getRawUserInfo();
        return user == null ? url : URI.create(text.replace("://" + user + "@", "://"));
    }

    private static ClientRequest authorized(ClientRequest request, URI url) {
        String user = url.getUserInfo();
        return user == null
                ? request
                : request.header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(user.getBytes(StandardCharsets.UTF_8)));
    }

    private static ClientRequest conditional(ClientRequest request, String version) {
        if (isTag(version)) {
            return request.header("If-None-Match", version);
        }
        return isDate(version) ? request.header("If-Modified-Since", version) : request;
    }

    /** An entity tag, or else a date of change; empty if the server tells neither. */
    private static String version(StreamedResponse response) {
        String tag = String.valueOf(response.header("ETag"));
        String changed = String.valueOf(response.header("Last-Modified"));
        return isTag(tag) ? tag : isDate(changed) ? changed : "";
    }

    /** Whether it may be sent back (RFC 9110, section 8.8.3). */
    private static boolean isTag(String text) {
        return text.matches("(?:W/)?\"[!#-~]{0,200}\"");
    }

    /** Whether it may be sent back (RFC 9110, section 5.6.7). */
    private static boolean isDate(String text) {
        return text.matches("\\w{3}, \\d{2} \\w{3} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT");
    }

    private void copy(InputStream body, Path into) throws IOException {
        byte[] block = new byte[1 << 16];
        long total = 0;
        try (OutputStream out = Files.newOutputStream(into)) {
            for (int read = body.read(block); read >= 0; read = body.read(block)) {
                total += read;
                if (total > largest) {
                    throw new ListException("it has more than " + largest + " bytes");
                }
                out.write(block, 0, read);
            }
        }
    }
}
