package org.domainstats.communityserver;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * A question that the server asks itself over HTTPS before it says that it is ready. The first
 * handshake of a process takes many times what the later ones do, and a member does not wait that
 * long for its first answer.
 */
final class TlsWarmUp {

    private static final Logger LOG = LoggerFactory.getLogger(TlsWarmUp.class);

    /** Far more than it takes; without an answer by then the first members will do the loading. */
    private static final int LONGEST_MILLIS = 5_000;

    /** There is nothing, and so no figure counts it. */
    private static final byte[] QUESTION =
            "GET /rehearsal HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private TlsWarmUp() {}

    /** Asks at the door, trusting the certificate of the server and no other. Blocks. */
    static void of(InetSocketAddress door, Path certificate) {
        try (Socket plain = new Socket()) {
            InetSocketAddress reachable = reachable(door);
            plain.connect(reachable, LONGEST_MILLIS);
            plain.setSoTimeout(LONGEST_MILLIS);
            try (SSLSocket socket =
                    (SSLSocket)
                            trusting(certificate)
                                    .getSocketFactory()
                                    .createSocket(
                                            plain,
                                            reachable.getHostString(),
                                            reachable.getPort(),
                                            true)) {
                socket.getOutputStream().write(QUESTION);
                var _ = socket.getInputStream().readAllBytes();
            }
        } catch (IOException | GeneralSecurityException e) {
            LOG.debug("could not rehearse at {}", door, e);
        }
    }

    private static SSLContext trusting(Path certificate)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(certificate)) {
            for (Certificate each :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("own-" + store.size(), each);
            }
        }
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static InetSocketAddress reachable(InetSocketAddress door) {
        return door.getAddress().isAnyLocalAddress()
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), door.getPort())
                : door;
    }
}
