package org.domainstats.feed;

import org.domainstats.base.InflatedFile;
import org.domainstats.model.FeedVersion;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A list of domains in a file, plain, gzip or zip by its first bytes, whatever its name. */
public final class ListFile implements AutoCloseable {

    private static final Pattern UPDATE = Pattern.compile("(\\d{1,6})/(\\d{1,6})\\.txt(?:\\.gz)?$");

    /** Hundreds of lists of a million; what inflates to more is no list. */
    private static final long MAX_INFLATED = 4L << 30;

    private final InflatedFile file;

    private ListFile(InflatedFile file) {
        this.file = file;
    }

    /**
     * Opens a file.
     *
     * @throws IOException if it cannot be read, or is an archive without a file in it
     */
    public static ListFile open(Path path) throws IOException {
        return new ListFile(InflatedFile.open(path, MAX_INFLATED));
    }

    /** The inflated content. */
    public BufferedInputStream content() {
        return file.content();
    }

    /** How much of the file was read, from 0 to 1. */
    public double progress() {
        return file.progress();
    }

    /**
     * The version that the path of one of the original's updates names, as {@code 1/17.txt} does.
     */
    public static Optional<FeedVersion> version(Path path) {
        Matcher update = UPDATE.matcher(path.toAbsolutePath().toString().replace('\\', '/'));
        return update.find()
                ? Optional.of(
                        new FeedVersion(
                                Integer.parseInt(update.group(1)),
                                Integer.parseInt(update.group(2))))
                : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
