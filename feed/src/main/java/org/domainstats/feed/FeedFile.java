package org.domainstats.feed;

import org.domainstats.model.FeedVersion;

import java.util.regex.Pattern;

/**
 * A file of the feed as the manifest lists it.
 *
 * @param version what the known domains are at once it is applied
 * @param path below the folder of the manifest
 * @param size in bytes, compressed
 * @param sha256 of the compressed bytes, in lower-case hexadecimal
 * @param rows how many lines it has
 */
public record FeedFile(FeedVersion version, String path, long size, String sha256, long rows) {

    /** A hundred times a snapshot of a million domains. */
    static final long LARGEST = 2L << 30;

    static final long MOST_ROWS = 100_000_000;

    /** No way out of the folder, no hidden file, nothing that a URL or a disk takes for special. */
    private static final Pattern PATH =
            Pattern.compile("(?:[a-z0-9][a-z0-9.-]{0,63}/){0,3}[a-z0-9][a-z0-9.-]{0,63}");

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    public FeedFile {
        require(PATH.matcher(path).matches(), "path is no plain relative path");
        require(size >= 0 && size <= LARGEST, "size is not within 0 to " + LARGEST);
        require(SHA256.matcher(sha256).matches(), "sha256 is not 64 hexadecimal digits");
        require(rows >= 0 && rows <= MOST_ROWS, "rows is not within 0 to " + MOST_ROWS);
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
