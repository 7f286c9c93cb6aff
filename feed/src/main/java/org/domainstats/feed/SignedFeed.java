package org.domainstats.feed;

import org.domainstats.feed.FeedRows.Incomplete;
import org.domainstats.feed.Manifest.Plan;
import org.domainstats.model.FeedVersion;
import org.domainstats.store.KnownDomains;
import org.domainstats.store.KnownDomains.Scope;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** A feed with a signed manifest. */
final class SignedFeed {

    private static final String MANIFEST = "manifest.json";
    private static final String SIGNATURE = "manifest.json.sig";
    private static final int LONGEST_SIGNATURE = 1_000;

    private final FeedSource source;
    private final FeedTrust trust;
    private final KnownDomains known;
    private final Path staging;

    SignedFeed(FeedSource source, FeedTrust trust, KnownDomains known, Path staging) {
        this.source = source;
        this.trust = trust;
        this.known = known;
        this.staging = staging;
    }

    /** The manifest, verified; empty if the source never had one. */
    Optional<Manifest> manifest() throws FeedException {
        Optional<Signed> signed = fetch();
        if (signed.isEmpty()) {
            if (trust.isSettled(source)) {
                throw FeedException.refused(source + " has no signed manifest any more");
            }
            return Optional.empty();
        }
        FeedPublicKey key = trust.key(source);
        if (!signed.get().verifies(key)) {
            // The publisher may have replaced it between the two requests.
            signed = fetch();
        }
        if (signed.isEmpty() || !signed.get().verifies(key)) {
            throw FeedException.refused(trust.mismatch(source));
        }
        return switch (ManifestCodec.decode(signed.get().manifest)) {
            case ManifestReading.Malformed malformed ->
                    throw FeedException.refused(
                            "the manifest of " + source + ": " + malformed.reason());
            case Manifest manifest -> {
                trust.pin(source, key);
                yield Optional.of(manifest);
            }
        };
    }

    private Optional<Signed> fetch() throws FeedException {
        // The signature first: a publisher signs the next manifest before it puts it in place.
        Optional<byte[]> signature = source.find(SIGNATURE, LONGEST_SIGNATURE);
        Optional<byte[]> manifest = source.find(MANIFEST, ManifestCodec.MAX_BYTES);
        if (signature.isPresent() != manifest.isPresent()) {
            throw FeedException.refused(
                    source + " has only one of " + MANIFEST + " and " + SIGNATURE);
        }
        return signature.isPresent()
                ? Optional.of(new Signed(manifest.get(), signature.get()))
                : Optional.empty();
    }

    private static final class Signed {

        private final byte[] manifest;
        private final byte[] signature;

        private Signed(byte[] manifest, byte[] signature) {
            this.manifest = manifest;
            this.signature = signature;
        }

        private boolean verifies(FeedPublicKey key) {
            return key.verifies(manifest, signature);
        }
    }

    /** Brings the known domains to the manifest's version. */
    FeedOutcome pull(Manifest manifest, boolean rebuild, FeedProgress progress)
            throws FeedException {
        FeedVersion own = known.version();
        Plan plan = manifest.planFrom(own);
        if (plan instanceof Plan.Rollback) {
            throw FeedException.refused(
                    "the manifest of "
                            + source
                            + " is at "
                            + manifest.version()
                            + ", older than what is applied here, "
                            + own
                            + ": it is stale, or someone plays back an old one");
        }
        long rows =
                switch (rebuild ? manifest.planFrom(FeedVersion.NONE) : plan) {
                    case Plan.Nothing _, Plan.Rollback _ -> -1;
                    case Plan.Update update -> applyAll(update.deltas(), progress);
                    case Plan.Rebuild whole ->
                            apply(whole.snapshot(), Scope.SNAPSHOT, progress)
                                    + applyAll(whole.deltas(), progress);
                };
        return rows < 0
                ? new FeedOutcome.UpToDate(own)
                : new FeedOutcome.Updated(own, known.version(), rows, 0, List.of());
    }

    private long applyAll(List<FeedFile> deltas, FeedProgress progress) throws FeedException {
        long rows = 0;
        for (FeedFile delta : deltas) {
            rows += apply(delta, Scope.DELTA, progress);
        }
        return rows;
    }

    private long apply(FeedFile file, Scope scope, FeedProgress progress) throws FeedException {
        PartialDownload partial = new PartialDownload(staging, file.sha256());
        try {
            fetch(file, partial, progress);
            try (InputStream in = new GZIPInputStream(Files.newInputStream(partial.file()))) {
                FeedReader reader = new FeedReader(in, new FeedFormat.Signed());
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

    private void fetch(FeedFile file, PartialDownload partial, FeedProgress progress)
            throws FeedException, IOException {
        if (partial.size() != file.size()
                && !source.download(file.path(), partial, file.size(), progress)) {
            throw FeedException.unreachable(
                    source + " has no " + file.path() + ", though its manifest lists it");
        }
        if (partial.size() < file.size()) {
            throw FeedException.unreachable(
                    file.path()
                            + " broke off at "
                            + partial.size()
                            + " of "
                            + file.size()
                            + " bytes; the next pull goes on there");
        }
        if (!sha256(partial.file()).equals(file.sha256())) {
            partial.delete();
            throw FeedException.refused(
                    file.path() + " of " + source + " is not what its manifest says (SHA-256)");
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digest =
                        new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digest.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
