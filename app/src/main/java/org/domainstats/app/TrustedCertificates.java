package org.domainstats.app;

import org.domainstats.settings.SettingException;
import org.domainstats.settings.SettingKey;
import org.domainstats.settings.Settings;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** The certificate authorities of a PEM file, which an operator tells us to trust. */
record TrustedCertificates(List<Certificate> certificates) {

    TrustedCertificates {
        certificates = List.copyOf(certificates);
    }

    /**
     * Those of the file that a setting names.
     *
     * @throws SettingException if there are none in it
     */
    static TrustedCertificates of(Settings settings, SettingKey key) {
        Path file = Path.of(settings.text(key));
        try (InputStream in = Files.newInputStream(file)) {
            List<Certificate> found =
                    new ArrayList<>(
                            CertificateFactory.getInstance("X.509").generateCertificates(in));
            if (found.isEmpty()) {
                throw new IOException("there is no certificate in it");
            }
            return new TrustedCertificates(found);
        } catch (IOException e) {
            throw new SettingException(
                    key.key() + " " + file + " cannot be used: " + ErrorMessages.reason(e));
        } catch (GeneralSecurityException e) {
            throw new SettingException(
                    key.key() + " " + file + " cannot be used: it holds no certificates in PEM");
        }
    }

    /** Trust in these and in no others. */
    SSLContext alone() {
        return trusting(certificates);
    }

    /** Trust in these and in those that Java trusts. */
    SSLContext besideJavas() {
        List<Certificate> all = new ArrayList<>(certificates);
        try {
            Stream.of(managers(null))
                    .filter(X509TrustManager.class::isInstance)
                    .map(X509TrustManager.class::cast)
                    .forEach(
                            manager ->
                                    all.addAll(
                                            List.<X509Certificate>of(
                                                    manager.getAcceptedIssuers())));
        } catch (GeneralSecurityException e) {
            throw unable(e);
        }
        return trusting(all);
    }

    private static SSLContext trusting(List<Certificate> certificates) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (Certificate certificate : certificates) {
                store.setCertificateEntry("ca-" + store.size(), certificate);
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(store), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw unable(e);
        }
    }

    private static TrustManager[] managers(@Nullable KeyStore store)
            throws GeneralSecurityException {
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static IllegalStateException unable(Exception e) {
        return new IllegalStateException("this Java cannot do TLS: " + e.getMessage(), e);
    }
}
