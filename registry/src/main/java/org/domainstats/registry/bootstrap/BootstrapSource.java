package org.domainstats.registry.bootstrap;

import org.domainstats.httpclient.BlockingHttpClient;
import org.domainstats.httpclient.ForbiddenTargetException;
import org.domainstats.httpclient.HostPort;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
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

    /** Whether there may be a list: a web address, which is not asked, or a file that is there. */
    static boolean isLocation(String location) {
        try {
            if (location.startsWith("https://") || location.startsWith("http://")) {
                var _ = HostPort.of(new URI(location));
                return true;
            }
            return Files.isRegularFile(file(location));
        } catch (URISyntaxException
                | ForbiddenTargetException
                | IllegalArgumentException
                | FileSystemNotFoundException e) {
            return false;
        }
    }

    private static Path file(String location) {
        return location.startsWith("file:") ? Path.of(URI.create(location)) : Path.of(location);
    }

    /** The source at a location: a web address, a file URL, or a file. */
    static BootstrapSource at(String location, Path folder, BlockingHttpClient http, Clock clock) {
        if (location.startsWith("https://") || location.startsWith("http://")) {
            return new BootstrapOnWeb(URI.create(location), folder, http, clock);
        }
        return new BootstrapOnDisk(file(location), clock);
    }
}
