package org.domainstats.communityserver;

import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;

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

    ServerSSLOptions options() {
        return new ServerSSLOptions()
                .setKeyCertOptions(
                        new PemKeyCertOptions()
                                .setCertPath(certificate.toString())
                                .setKeyPath(key.toString()));
    }

    /** The later of the two files' times. */
    FileTime modified() throws IOException {
        FileTime one = Files.getLastModifiedTime(certificate);
        FileTime other = Files.getLastModifiedTime(key);
        return one.compareTo(other) > 0 ? one : other;
    }
}
