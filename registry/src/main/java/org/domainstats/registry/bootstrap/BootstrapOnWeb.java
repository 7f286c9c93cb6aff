package org.domainstats.registry.bootstrap;

import org.domainstats.base.DataFile;
import org.domainstats.base.Deadline;
import org.domainstats.httpclient.BlockingHttpClient;
import org.domainstats.httpclient.ClientRequest;
import org.domainstats.httpclient.ClientResponse;
import org.domainstats.httpclient.HttpDates;
import org.domainstats.httpclient.Redirects;
import org.domainstats.registrationdata.BootstrapFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The list of RDAP servers from a web address, IANA's unless set otherwise, kept in the data folder
 * with the headers that say how long it is fresh.
 */
final class BootstrapOnWeb implements BootstrapSource {

    private static final Logger LOG = LoggerFactory.getLogger(BootstrapOnWeb.class);

    private static final int LARGEST = 1 << 20;
    private static final int LONGEST_VALIDATOR = 200;
    private static final Duration DEADLINE = Duration.ofSeconds(15);
    private static final Duration UNTOLD = Duration.ofHours(24);
    private static final Duration SHORTEST = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final Pattern MAX_AGE = Pattern.compile("\\bmax-age=([0-9]{1,9})\\b");

    private final URI from;
    private final Path list;
    private final Path about;
    private final BlockingHttpClient http;
    private final Clock clock;

    private @Nullable Kept last;
    private @Nullable String etag;
    private @Nullable String lastModified;

    BootstrapOnWeb(URI from, Path folder, BlockingHttpClient http, Clock clock) {
        this.from = from;
        this.list = folder.resolve("rdap-bootstrap.json");
        this.about = folder.resolve("rdap-bootstrap.properties");
        this.http = http;
        this.clock = clock;
    }

    @Override
    public @Nullable Kept kept() {
        if (!Files.isRegularFile(list) || !Files.isRegularFile(about)) {
            return null;
        }
        try {
            Properties properties = new Properties();
            properties.load(new StringReader(Files.readString(about)));
            if (!from.toString().equals(properties.getProperty("from"))) {
                return null;
            }
            last =
                    new Kept(
                            BootstrapFile.parse(Files.readAllBytes(list)),
                            Instant.parse(properties.getProperty("fresh-until", "")));
            etag = validator(properties.getProperty("etag"));
            lastModified = validator(properties.getProperty("last-modified"));
            return last;
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            LOG.warn("The kept list of RDAP servers in {} is not usable; fetching it anew", list);
            return null;
        }
    }

    @Override
    public Kept fetch() throws IOException {
        ClientResponse reply = get();
        Instant freshUntil = freshUntil(reply);
        if (reply.status() == 304 && last != null) {
            last = new Kept(last.bases(), freshUntil);
        } else if (reply.status() == 200) {
            last = new Kept(BootstrapFile.parse(reply.body()), freshUntil);
            etag = validator(reply.header("etag"));
            lastModified = validator(reply.header("last-modified"));
            DataFile.write(list, reply.body());
        } else {
            throw new IOException("the server answered " + reply.status());
        }
        keepHeaders(freshUntil);
        return last;
    }

    private ClientResponse get() throws IOException {
        ClientRequest request = ClientRequest.get(from).header("Accept", "application/json");
        if (last != null && etag != null) {
            request = request.header("If-None-Match", etag);
        }
        if (last != null && lastModified != null) {
            request = request.header("If-Modified-Since", lastModified);
        }
        Deadline deadline = Deadline.in(DEADLINE);
        Redirects redirects = new Redirects(from);
        while (true) {
            ClientResponse reply = http.exchange(request, LARGEST, deadline);
            if (!Redirects.isRedirect(reply.status())) {
                return reply;
            }
            request = request.to(redirects.follow(request.uri(), reply.header("location")));
        }
    }

    /** A header value that may be sent back; null for one that no server needs to send. */
    private static @Nullable String validator(@Nullable String value) {
        return value != null
                        && value.length() <= LONGEST_VALIDATOR
                        && value.chars().allMatch(c -> c >= ' ' && c < 0x7f)
                ? value
                : null;
    }

    private Instant freshUntil(ClientResponse reply) {
        Instant now = clock.instant();
        String cacheControl = reply.header("cache-control");
        Matcher maxAge = MAX_AGE.matcher(cacheControl == null ? "" : cacheControl);
        Instant expires = HttpDates.date(reply.header("expires"));
        Instant properties =
                maxAge.find()
                        ? now.plusSeconds(Long.parseLong(maxAge.group(1)))
                        : expires != null ? expires : now.plus(UNTOLD);
        Instant least = now.plus(SHORTEST);
        Instant most = now.plus(LONGEST);
        return properties.isBefore(least) ? least : properties.isAfter(most) ? most : properties;
    }

    private void keepHeaders(Instant freshUntil) {
        Properties properties = new Properties();
        properties.setProperty("from", from.toString());
        properties.setProperty("fresh-until", freshUntil.toString());
        if (etag != null) {
            properties.setProperty("etag", etag);
        }
        if (lastModified != null) {
            properties.setProperty("last-modified", lastModified);
        }
        StringWriter text = new StringWriter();
        try {
            properties.store(text, null);
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail to write", e);
        }
        DataFile.write(about, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return from.toString();
    }
}
