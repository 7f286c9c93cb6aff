package org.domainstats.feed;

import org.domainstats.feed.FeedClient.Policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Fetches a manifest and verifies its signature. */
final class SignedManifest {

    private static final String MANIFEST = "manifest.json";
    private static final String SIGNATURE = "manifest.json.sig";
    private static final int MAX_SIGNATURE = 1_000;

    /** Clocks differ; more than this, and one of them is wrong. */
    private static final Duration MAX_AHEAD = Duration.ofDays(1);

    private final byte[] manifest;
    private final byte[] signature;

    private SignedManifest(byte[] manifest, byte[] signature) {
        this.manifest = manifest;
        this.signature = signature;
    }

    /**
     * The manifest, verified.
     *
     * @return empty if the source has none, and this database never had a signed feed
     */
    static Optional<Manifest> find(FeedSource source, FeedTrust trust, Policy policy)
            throws FeedException {
        Optional<SignedManifest> found = fetch(source);
        if (found.isEmpty()) {
            if (trust.requiresSignature()) {
                throw FeedException.refused(source + " has no signed manifest any more");
            }
            return Optional.empty();
        }
        Iterable<FeedPublicKey> keys = trust.keys(source);
        Optional<FeedPublicKey> key = found.get().signer(keys);
        if (key.isEmpty()) {
            // The publisher may have replaced the manifest between the two requests.
            found = fetch(source);
            key = found.isEmpty() ? Optional.empty() : found.get().signer(keys);
        }
        if (found.isEmpty() || key.isEmpty()) {
            throw FeedException.refused(trust.mismatch(source));
        }
        return switch (ManifestCodec.decode(found.get().manifest)) {
            case ManifestReading.Malformed malformed ->
                    throw FeedException.refused(
                            "the manifest of " + source + ": " + malformed.reason());
            case Manifest manifest -> {
                refuseFuture(source, manifest.published(), policy);
                trust.pin(source, key.get());
                yield Optional.of(manifest);
            }
        };
    }

    /** Such a manifest would look fresh for as long as someone withholds the next one. */
    private static void refuseFuture(FeedSource source, Instant published, Policy policy)
            throws FeedException {
        if (published.isAfter(policy.clock().instant().plus(MAX_AHEAD))) {
            throw FeedException.refused(
                    "the manifest of "
                            + source
                            + " says it was published in the future, "
                            + published
                            + ": its publisher's clock is wrong, or this machine's");
        }
    }

    private static Optional<SignedManifest> fetch(FeedSource source) throws FeedException {
        // The signature first: a publisher signs the next manifest before it puts it in place.
        Optional<byte[]> signature = source.find(SIGNATURE, MAX_SIGNATURE);
        Optional<byte[]> manifest = source.find(MANIFEST, ManifestCodec.MAX_BYTES);
        if (signature.isPresent() != manifest.isPresent()) {
            throw FeedException.refused(
                    source + " has only one of " + MANIFEST + " and " + SIGNATURE);
        }
        return signature.isPresent() && manifest.isPresent()
                ? Optional.of(new SignedManifest(manifest.get(), signature.get()))
                : Optional.empty();
    }

    private Optional<FeedPublicKey> signer(Iterable<FeedPublicKey> keys) {
        for (FeedPublicKey key : keys) {
            if (key.verifies(manifest, signature)) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }
}
