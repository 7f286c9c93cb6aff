package org.domainstats.feed.publishing;

import org.domainstats.feed.FeedFile;
import org.domainstats.feed.FeedFormat;
import org.domainstats.model.DomainName;
import org.domainstats.model.FeedVersion;
import org.domainstats.model.KnownDomain;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of one version: all domains, what changed, and the same in the original's format. */
final class FeedVersionFiles {

    private final Path folder;
    private final FeedVersion version;
    private long added;
    private long removed;

    FeedVersionFiles(Path folder, FeedVersion version) {
        this.folder = folder;
        this.version = version;
    }

    long added() {
        return added;
    }

    long removed() {
        return removed;
    }

    FeedFile writeSnapshot(FeedFileWriter.Lines lines) throws IOException {
        return write("snapshot", lines);
    }

    Path snapshot() {
        return folder.resolve("feed").resolve(path("snapshot"));
    }

    void deleteSnapshot() throws IOException {
        Files.deleteIfExists(snapshot());
    }

    /** Writes what changed since an earlier snapshot, or since nothing. */
    FeedFile writeDelta(@Nullable Path before) throws IOException {
        return write(
                "delta",
                writer ->
                        SnapshotDifference.forEach(
                                before,
                                snapshot(),
                                (domain, old, now) -> {
                                    added += old == null ? 1 : 0;
                                    removed += now == null ? 1 : 0;
                                    writer.line(
                                            now == null
                                                    ? FeedFormat.Signed.removal(domain)
                                                    : FeedFormat.Signed.line(domain, now));
                                }));
    }

    void deleteDelta() throws IOException {
        Files.deleteIfExists(folder.resolve("feed").resolve(path("delta")));
    }

    /** The same change in the original's format. */
    void writeOriginal(@Nullable Path before) throws IOException {
        FeedFileWriter.writePlain(
                OriginalText.file(folder, version),
                writer ->
                        SnapshotDifference.forEach(
                                before,
                                snapshot(),
                                (domain, old, now) -> writeOriginal(writer, domain, old, now)));
    }

    private static void writeOriginal(
            FeedFileWriter writer,
            DomainName domain,
            @Nullable KnownDomain old,
            @Nullable KnownDomain now)
            throws IOException {
        boolean was = old != null && old.established();
        boolean is = now != null && now.established();
        if (was == is || !OriginalText.canHold(domain)) {
            return;
        }
        writer.line(
                now != null && is
                        ? FeedFormat.Original.line(domain, now.rank())
                        : FeedFormat.Original.removal(domain));
    }

    private FeedFile write(String kind, FeedFileWriter.Lines lines) throws IOException {
        String path = path(kind);
        FeedFileWriter.Gzip file =
                FeedFileWriter.writeGzip(folder.resolve("feed").resolve(path), lines);
        return new FeedFile(version, path, file.size(), file.sha256(), file.rows());
    }

    private String path(String kind) {
        return version.major() + "/" + version.minor() + "." + kind + ".csv.gz";
    }
}
