package org.domainstats.feed;

import org.domainstats.model.DomainName;
import org.domainstats.store.KnownDomains.Change;
import org.domainstats.store.KnownDomains.Scope;
import org.jspecify.annotations.Nullable;

import java.util.Iterator;

/**
 * The rows of a file of a signed feed, as changes. Throws {@link Incomplete} at the first thing
 * that is not as the manifest says, so that the transaction around it is rolled back.
 */
final class FeedRows implements Iterator<Change> {

    /** Often enough for a bar on a terminal. */
    private static final int STEP = 10_000;

    private final FeedReader reader;
    private final FeedFile file;
    private final Scope scope;
    private final FeedProgress progress;
    private long rows;
    private @Nullable DomainName previous;

    FeedRows(FeedReader reader, FeedFile file, Scope scope, FeedProgress progress) {
        this.reader = reader;
        this.file = file;
        this.scope = scope;
        this.progress = progress;
    }

    @Override
    public boolean hasNext() {
        boolean more = reader.hasNext();
        if (!more && rows != file.rows()) {
            throw new Incomplete(
                    file.path() + " has " + rows + " rows, not the " + file.rows() + " expected");
        }
        return more;
    }

    @Override
    public Change next() {
        FeedLine line = reader.next();
        rows++;
        if (rows > file.rows()) {
            throw new Incomplete(
                    file.path() + " has more rows than the " + file.rows() + " expected");
        }
        if (rows % STEP == 0) {
            progress.applied(file.path(), rows, file.rows());
        }
        return switch (line) {
            case FeedLine.Put put -> {
                requireOrder(put.domain());
                yield new Change.Put(put.domain(), put.known());
            }
            case FeedLine.Remove remove -> {
                if (scope == Scope.SNAPSHOT) {
                    throw new Incomplete(file.path() + " is a snapshot, yet it removes a domain");
                }
                yield new Change.Remove(remove.domain());
            }
            case FeedLine.Rank _, FeedLine.Dated _, FeedLine.Header _ ->
                    throw new Incomplete(file.path() + " is not in our format");
            case FeedLine.Bad bad ->
                    throw new Incomplete(
                            file.path() + " line " + bad.number() + ": " + bad.reason());
        };
    }

    /** A name that comes twice in a snapshot would have two truths, and be counted twice. */
    private void requireOrder(DomainName domain) {
        if (scope == Scope.SNAPSHOT && previous != null && previous.compareTo(domain) >= 0) {
            throw new Incomplete(
                    file.path()
                            + " is a snapshot that is not in order of name, each once: "
                            + domain
                            + " after "
                            + previous);
        }
        previous = domain;
    }

    /** The file is not what it should be. */
    static final class Incomplete extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Incomplete(String message) {
            super(message);
        }
    }
}
