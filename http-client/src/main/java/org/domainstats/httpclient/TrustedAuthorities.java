package org.domainstats.httpclient;

import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.TrustOptions;

import org.domainstats.base.WatchedFile;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * The certificate authorities that a client trusts. They are loaded into TLS at the first
 * connection that needs them, and again at the first after their file has changed.
 */
public final class TrustedAuthorities {

    private static final Duration LONGEST_HANDSHAKE = Duration.ofSeconds(10);

    private final @Nullable WatchedFile<List<Certificate>> file;
    private final boolean withJava;
    private List<Certificate> loaded = List.of();
    private @Nullable ClientSSLOptions options;

    private TrustedAuthorities(@Nullable WatchedFile<List<Certificate>> file, boolean withJava) {
        this.file = file;
        this.withJava = withJava;
    }

    /** Those that Java trusts. */
    public static TrustedAuthorities java() {
        return new TrustedAuthorities(null, true);
    }

    /** Those of a PEM file and no others; see {@link #withJava}. */
    public static TrustedAuthorities pem(Path file) throws IOException {
        return new TrustedAuthorities(WatchedFile.open(file, TrustedAuthorities::read), false);
    }

    private static List<Certificate> read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            List<Certificate> found =
                    List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
            if (found.isEmpty()) {
                throw new IOException("there is no certificate in it");
            }
            return found;
        } catch (CertificateException e) {
            throw new IOException("it holds no certificates in PEM", e);
        }
    }

    /**
     * The certificate that stands first in a PEM file, where the host itself is known by it: what
     * its authority signed for others is not trusted, and its name does not matter.
     */
    public static TrustedAuthorities certificate(Path file) throws IOException {
        return new TrustedAuthorities(
                WatchedFile.open(file, each -> read(each).subList(0, 1)), false);
    }

    /** These and those that Java trusts. */
    public TrustedAuthorities withJava() {
        return new TrustedAuthorities(file, true);
    }

    /** The TLS set-up of a client: these authorities, and the host has to prove its name. */
    synchronized ClientSSLOptions options() {
        List<Certificate> current = current();
        if (options == null || !current.equals(loaded)) {
            loaded = current;
            options = new ClientSSLOptions().setHostnameVerificationAlgorithm("HTTPS");
            options.setTrustOptions(TrustOptions.wrap(factory(current)))
                    .setSslHandshakeTimeout(LONGEST_HANDSHAKE.toSeconds())
                    .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS);
        }
        return options;
    }

    /** The same for sockets of the JDK, which do not verify the host's name by themselves. */
    public SSLSocketFactory socketFactory() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory(current()).getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot do TLS: " + e.getMessage(), e);
        }
    }

    /** The certificates of the file as it is now; of one that became wrong, as it was. */
    private List<Certificate> current() {
        if (file == null) {
            return List.of();
        }
        var _ = file.refresh();
        return file.current();
    }

    private TrustManagerFactory factory(List<Certificate> certificates) {
        try {
            return certificates.isEmpty() ? factory() : factory(keyStore(certificates));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java cannot do TLS: " + e.getMessage(), e);
        }
    }

    private KeyStore keyStore(List<Certificate> certificates)
            throws GeneralSecurityException, IOException {
        List<Certificate> all = new ArrayList<>(certificates);
        if (withJava) {
            Arrays.stream(factory().getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .map(X509TrustManager.class::cast)
                    .forEach(manager -> all.addAll(List.of(manager.getAcceptedIssuers())));
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (Certificate certificate : all) {
            store.setCertificateEntry("ca-" + store.size(), certificate);
        }
        return store;
    }

    private static TrustManagerFactory factory() throws GeneralSecurityException {
        return factory((KeyStore) null);
    }

    private static TrustManagerFactory factory(@Nullable KeyStore store)
            throws GeneralSecurityException {
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }
}
