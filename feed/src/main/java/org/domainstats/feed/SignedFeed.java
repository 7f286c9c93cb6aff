package org.domainstats.feed;

import org.domainstats.base.InflatedFile;
import org.domainstats.feed.FeedClient.Policy;
import org.domainstats.feed.FeedRows.Incomplete;
import org.domainstats.feed.Manifest.Plan;
import org.domainstats.model.FeedVersion;
import org.domainstats.store.KnownDomains;
import org.domainstats.store.KnownDomains.Scope;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

/** Brings the known domains to the version of a verified manifest. */
final class SignedFeed {

    private final FeedFiles files;
    private final KnownDomains known;
    private final Policy policy;

    SignedFeed(FeedFiles files, KnownDomains known, Policy policy) {
        this.files = files;
        this.known = known;
        this.policy = policy;
    }

    FeedOutcome pull(Manifest manifest, FeedClient.Mode mode, FeedProgress progress)
            throws FeedException {
        files.removeAllBut(manifest.files());
        FeedVersion own = known.version();
        Plan plan = plan(manifest, own, mode);
        long rows =
                switch (plan) {
                    case Plan.Nothing _ -> -1;
                    case Plan.Update update -> applyAll(update.deltas(), progress);
                    case Plan.Rebuild whole ->
                            apply(whole.snapshot(), Scope.SNAPSHOT, progress)
                                    + applyAll(whole.deltas(), progress);
                    case Plan.Rollback _ ->
                            throw FeedException.refused(
                                    "the manifest of "
                                            + files.source()
                                            + " is at "
                                            + manifest.version()
                                            + ", older than what is applied here, "
                                            + own
                                            + ": it is stale, or someone plays back an old one; if"
                                            + " you trust it, admin rebuild --allow-older takes it");
                };
        Instant stale = stale(manifest);
        return rows < 0
                ? new FeedOutcome.UpToDate(own, stale)
                : new FeedOutcome.Updated(own, known.version(), rows, 0, List.of(), stale);
    }

    private static Plan plan(Manifest manifest, FeedVersion own, FeedClient.Mode mode) {
        Plan plan = manifest.planFrom(own);
        return switch (mode) {
            case UPDATE -> plan;
            case REBUILD ->
                    plan instanceof Plan.Rollback ? plan : manifest.planFrom(FeedVersion.NONE);
            case REBUILD_ALLOWING_OLDER -> manifest.planFrom(FeedVersion.NONE);
        };
    }

    /** The manifest's time if it is older than it should be; null if not. */
    private @Nullable Instant stale(Manifest manifest) {
        Instant oldest = policy.clock().instant().minus(policy.staleAfter());
        return manifest.published().isBefore(oldest) ? manifest.published() : null;
    }

    private long applyAll(List<FeedFile> deltas, FeedProgress progress) throws FeedException {
        long rows = 0;
        for (FeedFile delta : deltas) {
            rows += apply(delta, Scope.DELTA, progress);
        }
        return rows;
    }

    private long apply(FeedFile file, Scope scope, FeedProgress progress) throws FeedException {
        PartialDownload partial = files.partial(file);
        try {
            files.fetch(file, partial, progress);
            try (InflatedFile content =
                    InflatedFile.open(partial.file(), FeedReader.mostBytes(file.rows()))) {
                FeedReader reader = new FeedReader(content.content(), new FeedFormat.Signed());
                long rows =
                        known.apply(
                                scope, file.version(), new FeedRows(reader, file, scope, progress));
                progress.applied(file.path(), rows, file.rows());
                return rows;
            } finally {
                partial.delete();
            }
        } catch (Incomplete | UncheckedIOException e) {
            throw FeedException.refused(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw FeedException.unreachable("cannot use " + partial.file() + ": " + e.getMessage());
        }
    }
}
