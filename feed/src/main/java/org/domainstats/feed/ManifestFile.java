package org.domainstats.feed;

import org.domainstats.base.AtomicFile;
import org.domainstats.base.AtomicFile.Access;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The manifest of a published feed with its signature and the public key beside it. */
public record ManifestFile(Path feed, FeedSigningKey key) {

    /**
     * Reads the manifest that is published; null if there is none.
     *
     * @throws IOException if it cannot be read or is malformed
     */
    public @Nullable Manifest read() throws IOException {
        Path file = manifest();
        if (!Files.exists(file)) {
            return null;
        }
        return switch (ManifestCodec.decode(Files.readAllBytes(file))) {
            case ManifestReading.Malformed malformed ->
                    throw new IOException(file + ": " + malformed.reason());
            case Manifest manifest -> manifest;
        };
    }

    /**
     * Replaces the manifest. Its signature is put beside that of the old one first, so that at any
     * moment the manifest and the signature file fit.
     */
    public void write(Manifest manifest) throws IOException {
        byte[] bytes = ManifestCodec.encode(manifest);
        byte[] signature = key.sign(bytes);
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(signature);
        if (Files.exists(manifest())) {
            both.write(key.sign(Files.readAllBytes(manifest())));
        }
        byte[] publicKey = (key.publicKey() + "\n").getBytes(StandardCharsets.US_ASCII);
        AtomicFile.write(feed.resolve("key.txt"), publicKey, Access.PUBLIC);
        Path signatureFile = feed.resolve("manifest.json.sig");
        AtomicFile.write(signatureFile, both.toByteArray(), Access.PUBLIC);
        AtomicFile.write(manifest(), bytes, Access.PUBLIC);
        AtomicFile.write(signatureFile, signature, Access.PUBLIC);
    }

    private Path manifest() {
        return feed.resolve("manifest.json");
    }
}
