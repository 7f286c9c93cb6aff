package org.domainstats.feed;

import org.domainstats.model.Age;
import org.domainstats.model.FeedVersion;
import org.domainstats.model.Hostnames;
import org.domainstats.store.KnownDomains;
import org.domainstats.store.KnownDomains.Scope;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * A feed as the original has it: files {@code <major>/<minor>.txt}, no list of them, no signature.
 */
final class OriginalFeed {

    /** Ten times the original's largest year. */
    private static final long LARGEST = 256L << 20;

    /** Nobody goes from one major to the next so often; it ends a search that goes wrong. */
    private static final int MOST_MINORS = 10_000;

    private final FeedSource source;
    private final KnownDomains known;
    private final Path staging;
    private final FeedFormat format;
    private final OriginalRows.Rule rule;

    OriginalFeed(
            FeedSource source,
            KnownDomains known,
            Path staging,
            Hostnames hostnames,
            OriginalRows.Rule rule) {
        this.source = source;
        this.known = known;
        this.staging = staging;
        this.format = new FeedFormat.Original(hostnames);
        this.rule = rule;
    }

    /** Brings the known domains as far as there are files. */
    FeedOutcome pull(boolean rebuild, FeedProgress progress) throws FeedException {
        FeedVersion own = known.version();
        OriginalRows.Counts tally = new OriginalRows.Counts();
        FeedVersion at = own;
        boolean newMajor =
                apply(new FeedVersion(own.major() + 1, 1), Scope.SNAPSHOT, tally, progress);
        if (newMajor) {
            at = new FeedVersion(own.major() + 1, 1);
        } else if (rebuild || own.equals(FeedVersion.NONE)) {
            at = new FeedVersion(own.major(), 0);
        }
        for (int n = 0; n < MOST_MINORS; n++) {
            FeedVersion next = new FeedVersion(at.major(), at.minor() + 1);
            if (!apply(next, at.minor() == 0 ? Scope.SNAPSHOT : Scope.DELTA, tally, progress)) {
                break;
            }
            at = next;
        }
        if (at.equals(FeedVersion.NONE)) {
            return new FeedOutcome.NothingYet(source + " has neither manifest.json nor 0/1.txt");
        }
        return at.equals(own)
                ? new FeedOutcome.UpToDate(own)
                : new FeedOutcome.Updated(own, at, tally.rows(), tally.expired(), tally.bad());
    }

    private boolean apply(
            FeedVersion version, Scope scope, OriginalRows.Counts tally, FeedProgress progress)
            throws FeedException {
        String path = version.major() + "/" + version.minor() + ".txt";
        PartialDownload partial = new PartialDownload(staging, "original-" + version);
        try {
            partial.delete();
            if (!source.download(path, partial, LARGEST, progress)) {
                return false;
            }
            try (InputStream in = Files.newInputStream(partial.file())) {
                OriginalRows rows = new OriginalRows(new FeedReader(in, format), rule, tally);
                progress.applied(path, known.apply(scope, version, rows), -1);
            }
            partial.delete();
            return true;
        } catch (UncheckedIOException e) {
            throw FeedException.refused(path + ": " + e.getMessage());
        } catch (IOException e) {
            throw FeedException.unreachable("cannot use " + partial.file() + ": " + e.getMessage());
        }
    }

    /** The rule for ages at this moment. */
    static OriginalRows.Rule rule(Age age, InstantSource clock) {
        return new OriginalRows.Rule(age, clock.instant());
    }
}
