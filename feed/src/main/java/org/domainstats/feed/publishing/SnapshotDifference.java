package org.domainstats.feed.publishing;

import org.domainstats.feed.FeedFormat;
import org.domainstats.feed.FeedLine;
import org.domainstats.feed.FeedReader;
import org.domainstats.model.DomainName;
import org.domainstats.model.KnownDomain;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** What changed from one snapshot to the next, read from both files in order of name. */
final class SnapshotDifference {

    private SnapshotDifference() {}

    /** Takes one change. */
    @FunctionalInterface
    interface Change {

        /**
         * A domain that differs.
         *
         * @param old what was published of it, or null if it was not
         * @param now what is published of it, or null if it is not any more
         */
        void write(DomainName domain, @Nullable KnownDomain old, @Nullable KnownDomain now)
                throws IOException;
    }

    /**
     * Passes each change on.
     *
     * @param before an earlier snapshot, or null for an empty one
     */
    static void forEach(@Nullable Path before, Path after, Change change) throws IOException {
        try (InputStream old = before == null ? InputStream.nullInputStream() : gunzip(before);
                InputStream now = gunzip(after)) {
            compare(new Cursor(old), new Cursor(now), change);
        } catch (UncheckedIOException e) {
            throw new IOException("a published snapshot is damaged: " + e.getMessage(), e);
        }
    }

    private static InputStream gunzip(Path file) throws IOException {
        return new GZIPInputStream(Files.newInputStream(file));
    }

    private static void compare(Cursor old, Cursor now, Change change) throws IOException {
        while (old.line != null || now.line != null) {
            int order = order(old.line, now.line);
            FeedLine.Put was = order <= 0 ? old.line : null;
            FeedLine.Put is = order >= 0 ? now.line : null;
            KnownDomain wasKnown = was == null ? null : was.known();
            KnownDomain isKnown = is == null ? null : is.known();
            if (was == null || is == null || !was.known().equals(is.known())) {
                change.write(domain(was, is), wasKnown, isKnown);
            }
            if (was != null) {
                old.advance();
            }
            if (is != null) {
                now.advance();
            }
        }
    }

    private static DomainName domain(FeedLine.@Nullable Put was, FeedLine.@Nullable Put is) {
        if (was != null) {
            return was.domain();
        }
        if (is != null) {
            return is.domain();
        }
        throw new IllegalStateException("a change has two sides, of which one is there");
    }

    /** Negative if the first one comes first; the end of a list comes last. */
    private static int order(FeedLine.@Nullable Put one, FeedLine.@Nullable Put other) {
        if (one == null || other == null) {
            return one == null ? 1 : -1;
        }
        return one.domain().compareTo(other.domain());
    }

    /** A place in a snapshot. */
    private static final class Cursor {

        private final FeedReader reader;
        private FeedLine.@Nullable Put line;

        private Cursor(InputStream in) throws IOException {
            this.reader = new FeedReader(in, new FeedFormat.Signed());
            advance();
        }

        private void advance() throws IOException {
            if (!reader.hasNext()) {
                line = null;
            } else if (reader.next() instanceof FeedLine.Put put) {
                line = put;
            } else {
                throw new IOException("a published snapshot is damaged");
            }
        }
    }
}
