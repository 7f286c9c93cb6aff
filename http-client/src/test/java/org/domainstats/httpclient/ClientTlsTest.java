package org.domainstats.httpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import org.domainstats.registrykit.PrivateAuthority;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** A host behind TLS, with a certificate of its own for one name. */
class ClientTlsTest {

    @TempDir private static Path folder;

    private static PrivateAuthority authority;

    @RegisterExtension final Clients clients = new Clients();

    private HttpsServer server;

    @BeforeAll
    static void create() throws Exception {
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
    void aHostThatProvesItsNameIsRequested() throws IOException {
        ClientResponse response =
                get("rdap.example", TrustedAuthorities.pem(authority.certificate()));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).asString().isEqualTo("{}");
    }

    @Test
    void theAuthoritiesOfAFileAreTrustedBesideThoseOfJava() throws IOException {
        TrustedAuthorities both = TrustedAuthorities.pem(authority.certificate()).withJava();

        assertThat(get("rdap.example", both).status()).isEqualTo(200);
    }

    @Test
    void aHostThatProvesAnotherNameIsRefused() throws IOException {
        TrustedAuthorities trust = TrustedAuthorities.pem(authority.certificate());

        assertThatExceptionOfType(ConnectionException.class)
                .isThrownBy(() -> get("other.example", trust))
                .withMessage("its TLS or certificate is not good");
    }

    @Test
    void aHostWhoseAuthorityIsNotTrustedIsRefused() {
        assertThatExceptionOfType(ConnectionException.class)
                .isThrownBy(() -> get("rdap.example", TrustedAuthorities.java()))
                .withMessage("its TLS or certificate is not good");
    }

    @Test
    void aFileThatIsReplacedCountsFromTheNextConnectionOn() throws Exception {
        Path file = Files.writeString(folder.resolve("ca.pem"), pem(authorityOfJava()));
        TrustedAuthorities trust = TrustedAuthorities.pem(file);
        assertThatExceptionOfType(ConnectionException.class)
                .isThrownBy(() -> get("rdap.example", trust));

        Files.copy(authority.certificate(), file, StandardCopyOption.REPLACE_EXISTING);
        assertThat(get("rdap.example", trust).status()).isEqualTo(200);

        Files.writeString(file, "nonsense");
        assertThat(get("rdap.example", trust).status()).isEqualTo(200);
    }

    private static X509Certificate authorityOfJava() throws GeneralSecurityException {
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        return ((X509TrustManager) factory.getTrustManagers()[0]).getAcceptedIssuers()[0];
    }

    private static String pem(X509Certificate certificate) throws GeneralSecurityException {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    @Test
    void aFileWithoutCertificatesIsAnError() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.pem"));
        Path nonsense = Files.writeString(folder.resolve("nonsense.pem"), "nonsense");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> TrustedAuthorities.pem(empty));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> TrustedAuthorities.pem(nonsense));
    }

    private ClientResponse get(String host, TrustedAuthorities trust) throws ExchangeException {
        clients.names.put(host, List.of(server.getAddress().getAddress()));
        URI uri =
                URI.create("https://" + host + ":" + server.getAddress().getPort() + "/rdap/help");
        return Clients.get(clients.client(AllowedAddresses.any(clients::resolve), trust), uri);
    }
}
