package org.domainstats.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** A registry behind TLS, with a certificate of its own for one name. */
class HttpOverTlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir private static Path folder;

    private KeyStore keys;
    private HttpsServer server;

    @BeforeEach
    void open() throws Exception {
        keys = KeyStore.getInstance(certificate().toFile(), PASSWORD);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context()));
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
        HttpReply reply = get("rdap.example", context().getSocketFactory());

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).asString().isEqualTo("{}");
    }

    @Test
    void aRegistryThatProvesAnotherNameIsNot() {
        assertThatThrownBy(() -> get("other.example", context().getSocketFactory()))
                .isInstanceOf(SSLException.class);
    }

    @Test
    void aRegistryThatNobodyVouchesForIsNot() {
        assertThatThrownBy(
                        () -> get("rdap.example", (SSLSocketFactory) SSLSocketFactory.getDefault()))
                .isInstanceOfSatisfying(
                        SSLException.class,
                        fault ->
                                assertThat(Faults.words(fault))
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

    private SSLContext context() throws GeneralSecurityException {
        KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
        own.init(keys, PASSWORD);
        TrustManagerFactory trusted = TrustManagerFactory.getInstance("PKIX");
        trusted.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }

    /** Made by the JDK's own tool, once for all tests. */
    private static Path certificate() throws IOException, InterruptedException {
        Path file = folder.resolve("keys.p12");
        if (!file.toFile().exists()) {
            Process keytool =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "keytool")
                                            .toString(),
                                    "-genkeypair",
                                    "-alias",
                                    "registry",
                                    "-keyalg",
                                    "EC",
                                    "-dname",
                                    "CN=registry",
                                    "-ext",
                                    "san=dns:rdap.example",
                                    "-storetype",
                                    "PKCS12",
                                    "-keystore",
                                    file.toString(),
                                    "-storepass",
                                    new String(PASSWORD))
                            .inheritIO()
                            .start();
            assertThat(keytool.waitFor()).isZero();
        }
        return file;
    }
}
