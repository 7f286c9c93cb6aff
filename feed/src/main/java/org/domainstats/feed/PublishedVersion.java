package org.domainstats.feed;

import org.domainstats.model.FeedVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.function.Supplier;

/** The version of the feed in a folder, read again when its manifest changes. */
public final class PublishedVersion implements Supplier<FeedVersion> {

    private static final Logger LOG = LoggerFactory.getLogger(PublishedVersion.class);

    private final Path manifest;
    private volatile FeedVersion version = FeedVersion.NONE;
    private volatile FileTime read = FileTime.fromMillis(0);

    /**
     * The version as it is now.
     *
     * @param folder with {@code feed/manifest.json}, or without it as long as nothing is published
     */
    public PublishedVersion(Path folder) {
        this.manifest = folder.resolve("feed").resolve("manifest.json");
        refresh();
    }

    @Override
    public FeedVersion get() {
        return version;
    }

    public void refresh() {
        try {
            if (!Files.exists(manifest)) {
                return;
            }
            FileTime modified = Files.getLastModifiedTime(manifest);
            if (modified.equals(read)) {
                return;
            }
            switch (ManifestCodec.decode(Files.readAllBytes(manifest))) {
                case ManifestReading.Malformed malformed ->
                        LOG.error("{}: {}", manifest, malformed.reason());
                case Manifest found -> version = found.version();
            }
            read = modified;
        } catch (IOException e) {
            LOG.error("the feed's version stays as it was: {}", e.getMessage());
        }
    }
}
