package org.domainstats.feed.publishing;

import org.domainstats.feed.FeedFile;
import org.domainstats.feed.FeedFormat;
import org.domainstats.feed.FeedSigningKey;
import org.domainstats.feed.Manifest;
import org.domainstats.feed.ManifestFile;
import org.domainstats.model.Age;
import org.domainstats.model.DomainName;
import org.domainstats.model.FeedVersion;
import org.domainstats.model.Hostnames;
import org.domainstats.model.KnownDomain;
import org.domainstats.store.Askers;
import org.domainstats.store.KnownDomains;
import org.domainstats.store.Registrations;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Publishes the feed into a folder: the files of a new version first, the manifest that names them
 * last. A reader of the folder sees the old version or the new one, complete. Lists go from file to
 * file in order of name; none is ever in memory.
 */
public final class FeedPublisher {

    /** A client that was away for longer takes the snapshot. */
    private static final int MAX_DELTAS = 60;

    /** A client may be fetching the one before. */
    private static final int SNAPSHOTS_KEPT = 3;

    private final Path folder;
    private final Path feed;
    private final ManifestFile manifestFile;
    private final Sources sources;
    private final Age age;
    private final InstantSource clock;

    /**
     * A publisher.
     *
     * @param folder gets {@code feed/} and {@code data/}
     */
    public FeedPublisher(
            Path folder, FeedSigningKey key, Sources sources, Age age, InstantSource clock) {
        this.folder = folder;
        this.feed = folder.resolve("feed");
        this.manifestFile = new ManifestFile(feed, key);
        this.sources = sources;
        this.age = age;
        this.clock = clock;
    }

    /**
     * What is published from.
     *
     * @param rankList a list of popular domains, or null
     */
    public record Sources(
            KnownDomains known,
            Registrations registrations,
            Askers askers,
            Hostnames hostnames,
            @Nullable Path rankList) {}

    /**
     * What was published.
     *
     * @param version the newest; that of before if nothing has changed
     * @param domains how many it has
     */
    public record Published(FeedVersion version, long domains, long added, long removed) {}

    /**
     * Publishes a new version if anything has changed; if not, the manifest is signed again with
     * the present time, so that clients can tell a feed without news from one that is cut off.
     *
     * @param newMajor whether clients are to take the whole list anew
     * @throws IOException if the folder cannot be written, or another publisher is at work; then
     *     nothing has changed for those who read it
     */
    public Published publish(boolean newMajor) throws IOException {
        Files.createDirectories(feed);
        try (FileChannel channel =
                        FileChannel.open(
                                feed.resolve(".lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw new IOException("another publisher is at work in " + folder);
            }
            Manifest before = manifestFile.read();
            return before == null || newMajor
                    ? publishFirst(before, newMajor)
                    : publishNext(before);
        }
    }

    /** The first version of a major, which no delta leads to. */
    private Published publishFirst(@Nullable Manifest before, boolean newMajor) throws IOException {
        FeedVersion imported = sources.known().version();
        FeedVersion newest = before == null ? imported : before.version();
        boolean goesOn = !newMajor && !imported.equals(FeedVersion.NONE);
        FeedVersion version = goesOn ? next(newest) : new FeedVersion(newest.major() + 1, 1);
        FeedVersionFiles files = new FeedVersionFiles(folder, version);
        FeedFile snapshot = writeSnapshot(files);
        if (goesOn) {
            Path list = feed.resolve(".imported");
            ImportedFeed.writeOriginal(folder, sources.known());
            ImportedFeed.writeSnapshot(list, sources.known());
            files.writeOriginal(list);
            Files.delete(list);
        } else {
            files.writeOriginal(null);
        }
        manifestFile.write(new Manifest(version, clock.instant(), snapshot, List.of()));
        return new Published(version, snapshot.rows(), snapshot.rows(), 0);
    }

    private static FeedVersion next(FeedVersion version) {
        return new FeedVersion(version.major(), version.minor() + 1);
    }

    private Published publishNext(Manifest before) throws IOException {
        FeedVersion version = next(before.version());
        FeedVersionFiles files = new FeedVersionFiles(folder, version);
        FeedFile snapshot = writeSnapshot(files);
        Path old = feed.resolve(before.snapshot().path());
        FeedFile delta = files.writeDelta(old);
        if (delta.rows() == 0) {
            files.deleteSnapshot();
            files.deleteDelta();
            manifestFile.write(
                    new Manifest(
                            before.version(), clock.instant(), before.snapshot(), before.deltas()));
            return new Published(before.version(), snapshot.rows(), 0, 0);
        }
        files.writeOriginal(old);
        List<FeedFile> deltas = new ArrayList<>(before.deltas());
        deltas.add(delta);
        List<FeedFile> kept =
                deltas.subList(Math.max(0, deltas.size() - MAX_DELTAS), deltas.size());
        manifestFile.write(new Manifest(version, clock.instant(), snapshot, kept));
        deleteOldSnapshot(version);
        return new Published(version, snapshot.rows(), files.added(), files.removed());
    }

    private FeedFile writeSnapshot(FeedVersionFiles files) throws IOException {
        FeedSelection.Basis basis =
                new FeedSelection.Basis(sources.registrations(), age, clock.instant());
        try (SortedRanks candidates = SortedRanks.in(feed)) {
            if (sources.rankList() != null) {
                RankList.read(sources.rankList(), sources.hostnames(), candidates);
            }
            sources.askers().forEachPublic(domain -> addAsked(candidates, domain));
            return files.writeSnapshot(
                    writer ->
                            FeedSelection.forEach(
                                    basis,
                                    sources.known(),
                                    candidates.sorted(),
                                    (domain, known) ->
                                            writer.line(FeedFormat.Signed.line(domain, known))));
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static void addAsked(SortedRanks candidates, DomainName domain) {
        try {
            candidates.add(domain, KnownDomain.UNRANKED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** When the newest version was published, if there is one. */
    Optional<Instant> newest() throws IOException {
        return Optional.ofNullable(manifestFile.read()).map(Manifest::published);
    }

    private void deleteOldSnapshot(FeedVersion newest) throws IOException {
        int old = newest.minor() - SNAPSHOTS_KEPT;
        Files.deleteIfExists(feed.resolve(newest.major() + "/" + old + ".snapshot.csv.gz"));
    }
}
