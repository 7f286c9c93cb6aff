package org.domainstats.feed.publishing;

import org.domainstats.base.WatchedFile;
import org.domainstats.feed.Manifest;
import org.domainstats.feed.ManifestCodec;
import org.domainstats.feed.ManifestReading;
import org.domainstats.model.FeedVersion;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** The version of the feed published in a folder, read again when its manifest changes. */
public final class PublishedVersion implements Supplier<FeedVersion> {

    private final WatchedFile<FeedVersion> manifest;

    /**
     * Reads the version.
     *
     * @param folder with {@code feed/manifest.json}, or without it while nothing is published
     * @throws IOException if there is a manifest that cannot be read
     */
    public PublishedVersion(Path folder) throws IOException {
        this.manifest =
                WatchedFile.openOptional(
                        folder.resolve("feed").resolve("manifest.json"),
                        FeedVersion.NONE,
                        PublishedVersion::read);
    }

    private static FeedVersion read(Path file) throws IOException {
        return switch (ManifestCodec.decode(Files.readAllBytes(file))) {
            case ManifestReading.Malformed malformed ->
                    throw new IOException(file + ": " + malformed.reason());
            case Manifest found -> found.version();
        };
    }

    @Override
    public FeedVersion get() {
        return manifest.current();
    }

    public void refresh() {
        manifest.refresh();
    }
}
