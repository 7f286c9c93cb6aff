package org.domainstats.feed;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which key a feed must be signed with: the one in the settings; or the one that this feed was
 * first seen with, kept in a file with a line {@code <address> <key>} for each.
 */
public final class FeedTrust {

    private static final int LONGEST_KEY_FILE = 200;

    private final @Nullable FeedPublicKey set;
    private final Path pins;

    /**
     * Trust as of now; the file is read when it is needed.
     *
     * @param set the key in the settings, or null if there is none
     * @param pins the file of first-seen keys
     */
    public FeedTrust(@Nullable FeedPublicKey set, Path pins) {
        this.set = set;
        this.pins = pins;
    }

    /** Whether this feed was ever signed, so that it must be. */
    boolean isSettled(FeedSource source) throws FeedException {
        return set != null || pinned(source).isPresent();
    }

    /** The key that the manifest must be signed with. */
    FeedPublicKey key(FeedSource source) throws FeedException {
        if (set != null) {
            return set;
        }
        Optional<FeedPublicKey> pinned = pinned(source);
        return pinned.isPresent() ? pinned.get() : offered(source);
    }

    private static FeedPublicKey offered(FeedSource source) throws FeedException {
        if (!source.isPrivateWay()) {
            throw FeedException.refused(
                    "over plain http the first key cannot be trusted: set feed-key, or use https");
        }
        Optional<byte[]> file = source.find("key.txt", LONGEST_KEY_FILE);
        if (file.isEmpty()) {
            throw FeedException.refused("the feed offers no key.txt; set feed-key");
        }
        try {
            return FeedPublicKey.parse(new String(file.get(), StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw FeedException.refused("key.txt of the feed: " + e.getMessage());
        }
    }

    /** What a signature that does not verify means, and the way out. */
    String mismatch(FeedSource source) {
        return set != null
                ? "the manifest of " + source + " is not signed with the feed-key of the settings"
                : "the manifest of "
                        + source
                        + " is not signed with the key it was first seen with; if its operator says"
                        + " that the key changed, remove its line from "
                        + pins
                        + " or set feed-key";
    }

    /** Keeps the key that a feed was first seen with. */
    void pin(FeedSource source, FeedPublicKey key) throws FeedException {
        if (set != null || pinned(source).isPresent()) {
            return;
        }
        try {
            List<String> lines = new ArrayList<>(lines());
            lines.add(source + " " + key);
            Path fresh = pins.resolveSibling(pins.getFileName() + ".new");
            Files.write(fresh, lines);
            Files.move(
                    fresh,
                    pins,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw FeedException.refused("cannot keep the key of the feed in " + pins + ": " + e);
        }
    }

    private Optional<FeedPublicKey> pinned(FeedSource source) throws FeedException {
        try {
            String start = source + " ";
            return lines().stream()
                    .filter(line -> line.startsWith(start))
                    .map(line -> FeedPublicKey.parse(line.substring(start.length())))
                    .findFirst();
        } catch (IOException | IllegalArgumentException e) {
            throw FeedException.refused("cannot read " + pins + ": " + e.getMessage());
        }
    }

    private List<String> lines() throws IOException {
        return Files.exists(pins) ? Files.readAllLines(pins) : List.of();
    }
}
