package org.domainstats.http;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A certificate with its chain, and its key, both PEM.
 *
 * @param certificate the chain, the server's own certificate first
 * @param key PKCS 8
 */
public record PemFiles(Path certificate, Path key) {

    /**
     * Reads them.
     *
     * @throws IOException if one of them cannot be read or the two do not belong together
     */
    public void verify() throws IOException {
        var _ = ServerCertificate.open(this);
    }
}
