package org.domainstats.feed;

import org.domainstats.model.Age;
import org.domainstats.model.FeedVersion;
import org.domainstats.model.Hostnames;
import org.domainstats.store.KnownDomains;
import org.domainstats.store.StoreException;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Optional;

/** Brings the known domains up to date from a feed. Every method blocks. */
public final class FeedClient {

    private final FeedSource source;
    private final FeedTrust trust;
    private final KnownDomains known;
    private final Path staging;
    private final Reading reading;

    /**
     * A client that fetches nothing yet.
     *
     * @param staging the folder for what is being downloaded; made if it is missing
     */
    public FeedClient(
            FeedSource source, FeedTrust trust, KnownDomains known, Path staging, Reading reading) {
        this.source = source;
        this.trust = trust;
        this.known = known;
        this.staging = staging;
        this.reading = reading;
    }

    /** How the original's formats are read. */
    public record Reading(Hostnames hostnames, Age age, InstantSource clock) {}

    /** Applies what is newer. */
    public FeedOutcome pull(FeedProgress progress) {
        return locked(() -> pull(false, progress));
    }

    /** Takes the whole list anew, even at the version that is applied already. */
    public FeedOutcome rebuild(FeedProgress progress) {
        return locked(() -> pull(true, progress));
    }

    /**
     * The newest version that a signed feed offers, with nothing applied; empty for an unsigned
     * one.
     */
    public Optional<FeedVersion> newest() {
        try {
            return signed().manifest().map(Manifest::version);
        } catch (FeedException e) {
            return Optional.empty();
        }
    }

    private FeedOutcome pull(boolean rebuild, FeedProgress progress) throws FeedException {
        SignedFeed signed = signed();
        Optional<Manifest> manifest = signed.manifest();
        if (manifest.isPresent()) {
            return signed.pull(manifest.get(), rebuild, progress);
        }
        return new OriginalFeed(
                        source,
                        known,
                        staging,
                        reading.hostnames,
                        OriginalFeed.rule(reading.age, reading.clock))
                .pull(rebuild, progress);
    }

    private SignedFeed signed() {
        return new SignedFeed(source, trust, known, staging);
    }

    /**
     * Keeps other processes, an {@code admin update} beside a server, out of the staging folder.
     */
    private FeedOutcome locked(Pull pull) {
        try {
            Files.createDirectories(staging);
            try (FileChannel channel =
                            FileChannel.open(
                                    staging.resolve("lock"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    FileLock lock = channel.tryLock()) {
                return lock == null ? busy() : pull.run();
            }
        } catch (FeedException trouble) {
            return trouble.outcome();
        } catch (StoreException fault) {
            return new FeedOutcome.Unreachable(String.valueOf(fault.getMessage()));
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
