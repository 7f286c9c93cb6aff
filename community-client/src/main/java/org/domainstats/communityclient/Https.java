package org.domainstats.communityclient;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Collection;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** How this program speaks HTTPS to a community server and to where a feed is kept. */
public final class Https {

    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);

    private Https() {}

    /**
     * A client that follows no redirects.
     *
     * @param trust whom to trust, or null for whom Java trusts
     */
    public static HttpClient client(@Nullable SSLContext trust) {
        HttpClient.Builder builder =
                HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(LONGEST_CONNECT);
        return (trust == null ? builder : builder.sslContext(trust)).build();
    }

    /**
     * Trust in the certificates of a PEM file and in no others.
     *
     * @throws IOException if there are none in it
     */
    public static SSLContext trusting(Path pem) throws IOException {
        try (InputStream in = Files.newInputStream(pem)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw new IOException("there is no certificate in it");
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (Certificate certificate : certificates) {
                store.setCertificateEntry("ca-" + store.size(), certificate);
            }
            TrustManagerFactory trust =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("it holds no certificates in PEM: " + e.getMessage(), e);
        }
    }
}
