package org.domainstats.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;

import org.domainstats.base.WatchedFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The certificate and key of a server, read again when one of the two files changes. A new pair is
 * used only when the key belongs to the certificate: between the two replacements of a renewal, the
 * old pair stays in use.
 */
final class ServerCertificate {

    private static final Logger LOG = LoggerFactory.getLogger(ServerCertificate.class);

    private final WatchedFile<byte[]> certificate;
    private final WatchedFile<byte[]> key;
    private PemPair current;
    private PemPair before;
    private boolean mismatchReported;

    private ServerCertificate(WatchedFile<byte[]> certificate, WatchedFile<byte[]> key)
            throws IOException {
        this.certificate = certificate;
        this.key = key;
        this.current = PemPair.parse(certificate.current(), key.current());
        this.before = current;
        if (!current.matches()) {
            throw new IOException(
                    "the key in "
                            + key.path()
                            + " does not belong to the certificate in "
                            + certificate.path());
        }
    }

    /**
     * Reads the files.
     *
     * @throws IOException if one of them cannot be read or the two do not belong together
     */
    static ServerCertificate open(PemFiles files) throws IOException {
        return new ServerCertificate(open(files.certificate()), open(files.key()));
    }

    private static WatchedFile<byte[]> open(Path file) throws IOException {
        return WatchedFile.open(file, Files::readAllBytes);
    }

    PemKeyCertOptions options() {
        return new PemKeyCertOptions()
                .setCertValue(Buffer.buffer(current.certificate()))
                .setKeyValue(Buffer.buffer(current.key()));
    }

    /** Reads the files again; true if there is a new pair to use. Blocks for the disk. */
    boolean refresh() {
        boolean changed = certificate.refresh();
        changed |= key.refresh();
        if (!changed && !mismatchReported) {
            return false;
        }
        try {
            PemPair read = PemPair.parse(certificate.current(), key.current());
            if (!read.matches()) {
                reportOnce("the new key does not belong to the new certificate");
                return false;
            }
            mismatchReported = false;
            if (read.isSame(current)) {
                return false;
            }
            before = current;
            current = read;
            LOG.info("using the new certificate {}", certificate.path());
            return true;
        } catch (IOException e) {
            reportOnce(String.valueOf(e.getMessage()));
            return false;
        }
    }

    /** Goes back to the pair before, which is in use still, and tries the new one again later. */
    void revert(String reason) {
        current = before;
        reportOnce(reason);
    }

    private void reportOnce(String reason) {
        if (!mismatchReported) {
            mismatchReported = true;
            LOG.error(
                    "still using the old pair of {} and {}: {}",
                    certificate.path(),
                    key.path(),
                    reason);
        }
    }
}
