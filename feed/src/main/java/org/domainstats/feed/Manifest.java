package org.domainstats.feed;

import org.domainstats.model.FeedVersion;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The list of the feed's files.
 *
 * @param version the newest version
 * @param published when it was made
 * @param snapshot the whole list at some version
 * @param deltas the changes from one version to the next, without a gap, the last one leading to
 *     the newest
 */
public record Manifest(
        FeedVersion version, Instant published, FeedFile snapshot, List<FeedFile> deltas)
        implements ManifestReading {

    public Manifest {
        deltas = List.copyOf(deltas);
        FeedVersion expected = version;
        for (FeedFile delta : deltas.reversed()) {
            if (!delta.version().equals(expected)) {
                throw new IllegalArgumentException(
                        "the deltas do not lead to "
                                + version
                                + " without a gap: "
                                + delta.version()
                                + " stands where "
                                + expected
                                + " should");
            }
            // Minor 0 is before the first; nothing can lead to it.
            expected = before(expected);
        }
        if (snapshot.version().compareTo(version) > 0
                || !isReachable(snapshot.version(), version, deltas)) {
            throw new IllegalArgumentException(
                    "the deltas do not lead from the snapshot "
                            + snapshot.version()
                            + " to "
                            + version);
        }
    }

    /** All files that it lists. */
    List<FeedFile> files() {
        List<FeedFile> files = new ArrayList<>(deltas);
        files.add(snapshot);
        return files;
    }

    private static FeedVersion before(FeedVersion version) {
        if (version.minor() == 0) {
            throw new IllegalArgumentException("no delta leads to minor version 0");
        }
        return new FeedVersion(version.major(), version.minor() - 1);
    }

    private static boolean isReachable(FeedVersion from, FeedVersion to, List<FeedFile> deltas) {
        return from.equals(to)
                || (from.major() == to.major() && to.minor() - from.minor() <= deltas.size());
    }

    /** What a client at some version must do to be at the newest. */
    public Plan planFrom(FeedVersion own) {
        int order = own.compareTo(version);
        if (order == 0) {
            return new Plan.Nothing();
        }
        if (order > 0) {
            return new Plan.Rollback();
        }
        if (own.equals(FeedVersion.NONE) || !isReachable(own, version, deltas)) {
            return new Plan.Rebuild(snapshot, after(snapshot.version()));
        }
        return new Plan.Update(after(own));
    }

    private List<FeedFile> after(FeedVersion own) {
        return deltas.stream().filter(delta -> delta.version().compareTo(own) > 0).toList();
    }

    /** The way from one version to the newest. */
    public sealed interface Plan {

        /** It is there. */
        record Nothing() implements Plan {}

        /** Apply these, in order. */
        record Update(List<FeedFile> deltas) implements Plan {}

        /** Take the whole list, then apply these, in order. */
        record Rebuild(FeedFile snapshot, List<FeedFile> deltas) implements Plan {}

        /** The manifest is older than what the client has: stale, or replayed by an attacker. */
        record Rollback() implements Plan {}
    }
}
