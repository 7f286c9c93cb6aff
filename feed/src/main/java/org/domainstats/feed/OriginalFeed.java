package org.domainstats.feed;

import org.domainstats.model.FeedVersion;
import org.domainstats.store.KnownDomains;
import org.domainstats.store.KnownDomains.Scope;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A feed as the original has it: files {@code <major>/<minor>.txt}, no list of them, no signature.
 */
final class OriginalFeed {

    /** Ten times the original's largest year. */
    private static final long LARGEST = 256L << 20;

    /** So many files are applied in one pull; the next pull goes on after them. */
    static final int MAX_FILES = 200;

    private final FeedSource source;
    private final KnownDomains known;
    private final Path staging;
    private final FeedFormat format;
    private final OriginalRows.Rule rule;

    OriginalFeed(FeedSource source, KnownDomains known, Path staging, FeedClient.Policy policy) {
        this.source = source;
        this.known = known;
        this.staging = staging;
        this.format = new FeedFormat.Original(policy.hostnames());
        this.rule = new OriginalRows.Rule(policy.age(), policy.clock().instant());
    }

    /** Applies file after file, as far as there are any. */
    FeedOutcome pull(FeedClient.Mode mode, FeedProgress progress) throws FeedException {
        FeedVersion own = known.version();
        OriginalRows.Counts counts = new OriginalRows.Counts();
        FeedVersion at = start(mode, own, counts, progress);
        for (int n = 0; n < MAX_FILES; n++) {
            FeedVersion next = new FeedVersion(at.major(), at.minor() + 1);
            if (!apply(next, at.minor() == 0 ? Scope.SNAPSHOT : Scope.DELTA, counts, progress)) {
                break;
            }
            at = next;
        }
        if (at.minor() == 0) {
            return new FeedOutcome.NothingYet(
                    source + " has neither manifest.json nor " + at.major() + "/1.txt");
        }
        return at.equals(own) && counts.rows() == 0
                ? new FeedOutcome.UpToDate(own, null)
                : new FeedOutcome.Updated(
                        own, at, counts.rows(), counts.expired(), counts.bad(), null);
    }

    /** The version to go on from, once the first file of a newer major is applied. */
    private FeedVersion start(
            FeedClient.Mode mode,
            FeedVersion own,
            OriginalRows.Counts counts,
            FeedProgress progress)
            throws FeedException {
        int major = mode == FeedClient.Mode.REBUILD_ALLOWING_OLDER ? 0 : own.major();
        FeedVersion newer = new FeedVersion(major + 1, 1);
        if (apply(newer, Scope.SNAPSHOT, counts, progress)) {
            return newer;
        }
        return mode == FeedClient.Mode.UPDATE ? own : new FeedVersion(major, 0);
    }

    private boolean apply(
            FeedVersion version, Scope scope, OriginalRows.Counts counts, FeedProgress progress)
            throws FeedException {
        String path = version.major() + "/" + version.minor() + ".txt";
        PartialDownload partial = new PartialDownload(staging, "original-" + version);
        try {
            partial.delete();
            if (!source.download(path, partial, LARGEST, progress)) {
                return false;
            }
            try (InputStream in = Files.newInputStream(partial.file())) {
                OriginalRows rows = new OriginalRows(new FeedReader(in, format), rule, counts);
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
}
