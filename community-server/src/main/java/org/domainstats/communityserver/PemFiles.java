package org.domainstats.communityserver;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/**
 * A certificate with its chain, and its key, both PEM.
 *
 * @param certificate the chain, the server's own first
 * @param key PKCS 8
 */
public record PemFiles(Path certificate, Path key) {

    /** What they make now. */
    SslContext context() throws IOException {
        try {
            return SslContextBuilder.forServer(certificate.toFile(), key.toFile())
                    .sslProvider(SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .build();
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "cannot use " + certificate + " with " + key + ": " + e.getMessage(), e);
        }
    }

    /** The later of the two files' times. */
    FileTime modified() throws IOException {
        FileTime one = Files.getLastModifiedTime(certificate);
        FileTime other = Files.getLastModifiedTime(key);
        return one.compareTo(other) > 0 ? one : other;
    }
}
