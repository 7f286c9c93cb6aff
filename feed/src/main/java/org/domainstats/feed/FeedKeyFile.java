package org.domainstats.feed;

import org.domainstats.base.AtomicFile;
import org.domainstats.base.AtomicFile.Access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The file with the private key that signs a feed. */
public final class FeedKeyFile {

    private FeedKeyFile() {}

    /**
     * Reads the key. If the file is missing, a key is generated, and the file appears complete, for
     * its owner only.
     *
     * @throws IOException if the file cannot be read or written, or holds no key
     */
    public static FeedSigningKey open(Path file) throws IOException {
        if (!Files.exists(file)) {
            FeedSigningKey generated = FeedSigningKey.generate();
            Files.createDirectories(
                    Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file"));
            AtomicFile.write(
                    file, generated.pem().getBytes(StandardCharsets.US_ASCII), Access.OWNER);
            return generated;
        }
        try {
            return FeedSigningKey.parsePem(Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }
}
