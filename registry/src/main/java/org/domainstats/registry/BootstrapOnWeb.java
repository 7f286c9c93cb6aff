package org.domainstats.registry;

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
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The list of RDAP servers from a web address, IANA's unless set otherwise, kept in the data folder
 * with the headers that tell how long it is good.
 */
final class BootstrapOnWeb implements BootstrapSource {

    private static final Logger LOG = LoggerFactory.getLogger(BootstrapOnWeb.class);

    private static final int LARGEST = 1 << 20;
    private static final Duration DEADLINE = Duration.ofSeconds(15);
    private static final Duration UNTOLD = Duration.ofHours(24);
    private static final Duration SHORTEST = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final Pattern MAX_AGE = Pattern.compile("\\bmax-age=([0-9]{1,9})\\b");

    private final URI from;
    private final Path list;
    private final Path about;
    private final Http http;
    private final Clock clock;

    private @Nullable Kept last;
    private @Nullable String etag;
    private @Nullable String lastModified;

    BootstrapOnWeb(URI from, Path folder, Http http, Clock clock) {
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
            Properties told = new Properties();
            told.load(new StringReader(Files.readString(about)));
            if (!from.toString().equals(told.getProperty("from"))) {
                return null;
            }
            last =
                    new Kept(
                            BootstrapFile.parse(Files.readAllBytes(list)),
                            Instant.parse(told.getProperty("fresh-until", "")));
            etag = told.getProperty("etag");
            lastModified = told.getProperty("last-modified");
            return last;
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            LOG.warn("The kept list of RDAP servers in {} is not usable; fetching it anew", list);
            return null;
        }
    }

    @Override
    public Kept fetch() throws IOException {
        HttpReply reply = get();
        Instant freshUntil = freshUntil(reply);
        if (reply.status() == 304 && last != null) {
            last = new Kept(last.bases(), freshUntil);
        } else if (reply.status() == 200) {
            last = new Kept(BootstrapFile.parse(reply.body()), freshUntil);
            etag = reply.header("etag");
            lastModified = reply.header("last-modified");
            AtomicFile.keep(list, reply.body());
        } else {
            throw new IOException("the server answered " + reply.status());
        }
        keepHeaders(freshUntil);
        return last;
    }

    private HttpReply get() throws IOException {
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept", "application/json");
        if (last != null && etag != null) {
            headers.put("If-None-Match", etag);
        }
        if (last != null && lastModified != null) {
            headers.put("If-Modified-Since", lastModified);
        }
        Deadline deadline = Deadline.in(DEADLINE);
        Redirects redirects = new Redirects(from);
        URI at = from;
        while (true) {
            HttpReply reply = http.get(at, headers, LARGEST, deadline);
            if (!Redirects.isRedirect(reply.status())) {
                return reply;
            }
            at = redirects.follow(at, reply.header("location"));
        }
    }

    private Instant freshUntil(HttpReply reply) {
        Instant now = clock.instant();
        String cacheControl = reply.header("cache-control");
        Matcher maxAge = MAX_AGE.matcher(cacheControl == null ? "" : cacheControl);
        Instant expires = HttpDates.date(reply.header("expires"));
        Instant told =
                maxAge.find()
                        ? now.plusSeconds(Long.parseLong(maxAge.group(1)))
                        : expires != null ? expires : now.plus(UNTOLD);
        Instant least = now.plus(SHORTEST);
        Instant most = now.plus(LONGEST);
        return told.isBefore(least) ? least : told.isAfter(most) ? most : told;
    }

    private void keepHeaders(Instant freshUntil) {
        Properties told = new Properties();
        told.setProperty("from", from.toString());
        told.setProperty("fresh-until", freshUntil.toString());
        if (etag != null) {
            told.setProperty("etag", etag);
        }
        if (lastModified != null) {
            told.setProperty("last-modified", lastModified);
        }
        StringWriter text = new StringWriter();
        try {
            told.store(text, null);
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail to write", e);
        }
        AtomicFile.keep(about, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return from.toString();
    }
}
