package org.domainstats.app;

import org.domainstats.model.FeedVersion;
import org.domainstats.model.KnownDomain;
import org.domainstats.protocol.FeedLine;
import org.domainstats.store.KnownDomains.Change;
import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Locale;
import java.util.NoSuchElementException;

/**
 * The lines of a file as changes to the known domains; bad ones are reported with their number and
 * passed over.
 */
final class ImportedLines implements Iterator<Change> {

    private static final int REPORTED = 20;

    private final Iterator<FeedLine> lines;
    private final Path path;
    private final Instant establishedBefore;
    private final PrintWriter err;
    private @Nullable Change next;
    private long bad;
    private long passedOver;

    ImportedLines(Iterator<FeedLine> lines, Path path, Instant establishedBefore, PrintWriter err) {
        this.lines = lines;
        this.path = path;
        this.establishedBefore = establishedBefore;
        this.err = err;
    }

    @Override
    public boolean hasNext() {
        while (next == null && lines.hasNext()) {
            next = change(lines.next());
        }
        return next != null;
    }

    @Override
    public Change next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        Change change = next;
        next = null;
        return change;
    }

    private @Nullable Change change(FeedLine line) {
        return switch (line) {
            case FeedLine.Put put -> new Change.Put(put.domain(), put.known());
            case FeedLine.Rank rank -> new Change.Rank(rank.domain(), rank.rank());
            case FeedLine.Remove remove -> new Change.Remove(remove.domain());
            case FeedLine.Dated dated -> dated(dated);
            case FeedLine.Bad wrong -> report(wrong);
        };
    }

    /**
     * The feed lists what is established; only a date that our own rule calls too young is not
     * taken at its word. The expiry is that of the day the file was made: registrations are
     * renewed, and a later file removes what was not.
     */
    private @Nullable Change dated(FeedLine.Dated dated) {
        if (dated.created().isBefore(establishedBefore)) {
            return new Change.Put(
                    dated.domain(), new KnownDomain(KnownDomain.UNRANKED, true, dated.created()));
        }
        passedOver++;
        return null;
    }

    private @Nullable Change report(FeedLine.Bad wrong) {
        bad++;
        if (bad <= REPORTED) {
            err.println("domain-stats: " + path + ":" + wrong.number() + ": " + wrong.reason());
        }
        return null;
    }

    long bad() {
        return bad;
    }

    void report(long taken, Duration time, FeedVersion version) {
        if (bad > REPORTED) {
            err.printf(
                    Locale.ROOT,
                    "domain-stats: %s: and %,d more bad lines%n",
                    path,
                    bad - REPORTED);
        }
        err.printf(
                Locale.ROOT,
                "%s: %,d changes in %.1f s%s%s, version %s%n",
                path,
                taken,
                time.toMillis() / 1000.0,
                bad == 0 ? "" : String.format(Locale.ROOT, ", %,d bad lines", bad),
                passedOver == 0
                        ? ""
                        : String.format(
                                Locale.ROOT, ", %,d passed over, not yet established", passedOver),
                version);
    }
}
