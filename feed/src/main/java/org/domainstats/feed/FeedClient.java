package org.domainstats.feed;

import org.domainstats.base.PrivateFile;
import org.domainstats.model.Age;
import org.domainstats.model.FeedVersion;
import org.domainstats.model.Hostnames;
import org.domainstats.store.KnownDomains;
import org.domainstats.store.StoreException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Brings the known domains up to date from a feed. Every method blocks. */
public final class FeedClient {

    private final FeedSource source;
    private final FeedTrust trust;
    private final KnownDomains known;
    private final Path staging;
    private final Policy policy;
    private volatile @Nullable Instant published;

    /**
     * A client that fetches nothing yet.
     *
     * @param staging the folder for what is being downloaded; made if it is missing
     */
    public FeedClient(
            FeedSource source, FeedTrust trust, KnownDomains known, Path staging, Policy policy) {
        this.source = source;
        this.trust = trust;
        this.known = known;
        this.staging = staging;
        this.policy = policy;
    }

    /**
     * Which feeds are taken, and how.
     *
     * @param hostnames reduces the names in the original's formats
     * @param age decides which registrations in the original's formats are established
     * @param staleAfter the age from which a manifest is called stale
     * @param allowUnsigned whether an unsigned feed is taken over plain http from anywhere
     */
    public record Policy(
            Hostnames hostnames,
            Age age,
            InstantSource clock,
            Duration staleAfter,
            boolean allowUnsigned) {}

    /** How far a pull goes. */
    enum Mode {
        UPDATE,
        REBUILD,
        REBUILD_ALLOWING_OLDER
    }

    /** Applies what is newer. */
    public FeedOutcome pull(FeedProgress progress) {
        return locked(() -> pull(Mode.UPDATE, progress));
    }

    /**
     * Takes the whole list anew, even at the version that is applied already.
     *
     * @param allowOlder whether an older version than the one applied is taken too
     */
    public FeedOutcome rebuild(boolean allowOlder, FeedProgress progress) {
        Mode mode = allowOlder ? Mode.REBUILD_ALLOWING_OLDER : Mode.REBUILD;
        return locked(() -> pull(mode, progress));
    }

    private FeedOutcome pull(Mode mode, FeedProgress progress) throws FeedException {
        Optional<Manifest> manifest = manifest();
        if (manifest.isPresent()) {
            FeedOutcome outcome =
                    new SignedFeed(new FeedFiles(source, staging), known, policy)
                            .pull(manifest.get(), mode, progress);
            published = manifest.get().published();
            return outcome;
        }
        FeedSource unsigned = policy.allowUnsigned ? source : source.protectedOnly();
        return new OriginalFeed(unsigned, known, staging, policy).pull(mode, progress);
    }

    /**
     * When the manifest was published that the known domains were last brought to; empty before,
     * and for an unsigned feed.
     */
    public Optional<Instant> published() {
        return Optional.ofNullable(published);
    }

    private Optional<Manifest> manifest() throws FeedException {
        return SignedManifest.find(source, trust, policy);
    }

    private FeedOutcome locked(Pull pull) {
        try {
            FeedVersion before = known.version();
            return switch (attempt(pull)) {
                case FeedOutcome.Refused refused ->
                        new FeedOutcome.Refused(change(before) + ": " + refused.reason());
                case FeedOutcome.Unreachable unreachable ->
                        new FeedOutcome.Unreachable(change(before) + ": " + unreachable.reason());
                case FeedOutcome other -> other;
            };
        } catch (StoreException e) {
            return new FeedOutcome.Unreachable("nothing changed: " + e.getMessage());
        }
    }

    /** Of several files, those before the one that failed are applied. */
    private String change(FeedVersion before) {
        FeedVersion now = known.version();
        return now.equals(before) ? "nothing changed" : "known domains are at " + now + " now";
    }

    /**
     * Keeps other processes, an {@code admin update} beside a server, out of the staging folder.
     */
    private FeedOutcome attempt(Pull pull) {
        try {
            PrivateFile.createFolder(staging);
            PrivateFile.restrictFolder(staging);
            Path lockFile = staging.resolve("lock");
            PrivateFile.create(lockFile);
            try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
                    FileLock lock = channel.tryLock()) {
                return lock == null ? busy() : pull.run();
            }
        } catch (FeedException e) {
            return e.outcome();
        } catch (StoreException e) {
            return new FeedOutcome.Unreachable(String.valueOf(e.getMessage()));
        } catch (OverlappingFileLockException e) {
            return busy();
        } catch (IOException e) {
            return new FeedOutcome.Unreachable(
                    "cannot write to " + staging + ": " + e.getMessage());
        }
    }

    private static FeedOutcome busy() {
        return new FeedOutcome.Unreachable("another update is under way");
    }

    @FunctionalInterface
    private interface Pull {
        FeedOutcome run() throws FeedException;
    }
}
