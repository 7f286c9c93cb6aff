package org.domainstats.feed;

import org.domainstats.model.Age;
import org.domainstats.model.DomainName;
import org.domainstats.model.FeedVersion;
import org.domainstats.model.Hostnames;
import org.domainstats.model.KnownDomain;
import org.domainstats.store.Askers;
import org.domainstats.store.KnownDomains;
import org.domainstats.store.Registrations;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Publishes the feed into a folder: the files of a new version first, the manifest that names them
 * last. Who reads the folder meanwhile sees the old version whole or the new one.
 */
public final class FeedPublisher {

    /** A client that was away for longer takes the snapshot. */
    private static final int MOST_DELTAS = 60;

    /** Someone may be in the middle of fetching the one before. */
    private static final int SNAPSHOTS_KEPT = 3;

    private final Path folder;
    private final FeedSigningKey key;
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
        this.key = key;
        this.sources = sources;
        this.age = age;
        this.clock = clock;
    }

    /**
     * What is published from.
     *
     * @param rankList a file {@code rank,domain}, or null
     */
    public record Sources(
            KnownDomains known,
            Registrations registrations,
            Askers askers,
            Hostnames hostnames,
            @Nullable Path rankList) {}

    /**
     * Publishes a new version if anything has changed.
     *
     * @param newMajor whether clients are to take the whole list anew
     * @throws IOException if the folder cannot be written, or another publisher is at work; then
     *     nothing has changed for those who read it
     */
    public Published publish(boolean newMajor) throws IOException {
        Path feed = folder.resolve("feed");
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
            return publish(feed, newMajor);
        }
    }

    private Published publish(Path feed, boolean newMajor) throws IOException {
        Instant now = clock.instant();
        Map<DomainName, Integer> ranks =
                sources.rankList() == null
                        ? Map.of()
                        : RankList.read(sources.rankList(), sources.hostnames());
        SortedMap<DomainName, KnownDomain> domains =
                new FeedSelection(sources.registrations(), ranks, age, now)
                        .choose(sources.known(), sources.askers());
        Manifest before = manifest(feed);
        boolean goesOn = before != null && !newMajor;
        FeedVersion version = next(before, newMajor);
        FeedVersionFiles edition = new FeedVersionFiles(folder, version, domains);
        FeedFile delta =
                edition.writeChanges(
                        before != null && goesOn ? feed.resolve(before.snapshot().path()) : null);
        if (delta == null && before != null && goesOn) {
            return new Published(before.version(), domains.size(), 0, 0);
        }
        List<FeedFile> deltas = new ArrayList<>();
        if (before != null && goesOn && delta != null) {
            deltas.addAll(before.deltas());
            deltas.add(delta);
        }
        List<FeedFile> kept =
                deltas.subList(Math.max(0, deltas.size() - MOST_DELTAS), deltas.size());
        announce(feed, new Manifest(version, now, edition.writeSnapshot(), kept));
        forgetSnapshot(feed, version);
        return new Published(version, domains.size(), edition.added(), edition.removed());
    }

    private static FeedVersion next(@Nullable Manifest before, boolean newMajor) {
        if (before == null) {
            return new FeedVersion(1, 1);
        }
        FeedVersion version = before.version();
        return newMajor
                ? new FeedVersion(version.major() + 1, 1)
                : new FeedVersion(version.major(), version.minor() + 1);
    }

    /** When the newest version was published, if there is one. */
    Optional<Instant> newest() throws IOException {
        return Optional.ofNullable(manifest(folder.resolve("feed"))).map(Manifest::published);
    }

    private static @Nullable Manifest manifest(Path feed) throws IOException {
        Path file = feed.resolve("manifest.json");
        if (!Files.exists(file)) {
            return null;
        }
        return switch (ManifestCodec.decode(Files.readAllBytes(file))) {
            case ManifestReading.Malformed malformed ->
                    throw new IOException(file + ": " + malformed.reason());
            case Manifest manifest -> manifest;
        };
    }

    /** Signs the new manifest beside the old one, then puts it in place: they fit at any moment. */
    private void announce(Path feed, Manifest manifest) throws IOException {
        Path file = feed.resolve("manifest.json");
        Path signatureFile = feed.resolve("manifest.json.sig");
        byte[] bytes = ManifestCodec.encode(manifest);
        byte[] signature = key.sign(bytes);
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(signature);
        if (Files.exists(file)) {
            both.write(key.sign(Files.readAllBytes(file)));
        }
        FeedFileWriter.write(
                feed.resolve("key.txt"),
                (key.publicKey() + "\n").getBytes(StandardCharsets.US_ASCII));
        FeedFileWriter.write(signatureFile, both.toByteArray());
        FeedFileWriter.write(file, bytes);
        FeedFileWriter.write(signatureFile, signature);
    }

    private static void forgetSnapshot(Path feed, FeedVersion newest) throws IOException {
        int old = newest.minor() - SNAPSHOTS_KEPT;
        Files.deleteIfExists(feed.resolve(newest.major() + "/" + old + ".snapshot.csv.gz"));
    }

    /**
     * What was published.
     *
     * @param version the newest; that of before if nothing has changed
     * @param domains how many it has
     */
    public record Published(FeedVersion version, long domains, long added, long removed) {}

    private static void createForOwner(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
    }

    /** The signing key in a file, which is made if it is missing, for its owner only. */
    public static FeedSigningKey openKey(Path file) throws IOException {
        if (!Files.exists(file)) {
            FeedSigningKey fresh = FeedSigningKey.generate();
            createForOwner(file);
            Files.writeString(file, fresh.pem());
            return fresh;
        }
        try {
            return FeedSigningKey.parsePem(Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }
}
