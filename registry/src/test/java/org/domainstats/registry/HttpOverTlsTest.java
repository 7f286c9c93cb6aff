package org.domainstats.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import org.domainstats.registrykit.PrivateAuthority;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** A registry behind TLS, with a certificate of its own for one name. */
class HttpOverTlsTest {

    @TempDir private static Path folder;

    private static PrivateAuthority authority;
    private HttpsServer server;

    @BeforeAll
    static void found() throws Exception {
        authority = PrivateAuthority.in(folder);
    }

    @BeforeEach
    void open() throws Exception {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(authority.registry()));
        server.createContext(
                "/rdap/",
                exchange -> {
                    byte[] body = "{}".getBytes(StandardCharsets.US_ASCII);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void aRegistryThatProvesItsNameIsAsked() throws Exception {
        HttpReply reply = get("rdap.example", trust());

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).asString().isEqualTo("{}");
    }

    @Test
    void aRegistryThatProvesAnotherNameIsNot() {
        assertThatThrownBy(() -> get("other.example", trust())).isInstanceOf(SSLException.class);
    }

    @Test
    void aRegistryThatNobodyVouchesForIsNot() {
        assertThatThrownBy(
                        () -> get("rdap.example", (SSLSocketFactory) SSLSocketFactory.getDefault()))
                .isInstanceOfSatisfying(
                        SSLException.class,
                        fault ->
                                assertThat(FailureMessages.words(fault))
                                        .isEqualTo("its TLS or certificate is not good"));
    }

    private HttpReply get(String host, SSLSocketFactory trust) throws IOException {
        Resolver loopback =
                (name, deadline) -> new InetAddress[] {server.getAddress().getAddress()};
        Http http = new Http(new Dialer(loopback, true), "test", () -> trust);
        URI uri =
                URI.create("https://" + host + ":" + server.getAddress().getPort() + "/rdap/help");
        return http.get(uri, Map.of(), 1_000, Deadline.in(Duration.ofSeconds(20)));
    }

    /** Trust in the authority of these tests alone. */
    private static SSLSocketFactory trust() throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream pem = Files.newInputStream(authority.certificate())) {
            trusted.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context.getSocketFactory();
    }
}
