package org.domainstats.registry.bootstrap;

import org.domainstats.httpclient.BlockingHttpClient;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/** Where the list of RDAP servers comes from. */
public interface BootstrapSource {

    /**
     * A list and how long it is good.
     *
     * @param bases base URLs by name
     */
    record Kept(Map<String, URI> bases, Instant freshUntil) {}

    /** What was kept on disk from an earlier run, or null if nothing good was. */
    @Nullable Kept kept();

    /**
     * The list as it is now.
     *
     * @throws IOException if it cannot be had, or is bad; the message is fit for people
     */
    Kept fetch() throws IOException;

    /** The source at a location: a web address, a file URL, or a file. */
    static BootstrapSource at(String location, Path folder, BlockingHttpClient http, Clock clock) {
        if (location.startsWith("https://") || location.startsWith("http://")) {
            return new BootstrapOnWeb(URI.create(location), folder, http, clock);
        }
        Path file =
                location.startsWith("file:") ? Path.of(URI.create(location)) : Path.of(location);
        return new BootstrapOnDisk(file, clock);
    }
}
