package org.domainstats.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.domainstats.registrykit.SelfSigned;
import org.domainstats.registrykit.TrustsAnybody;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/** Certificate and key are two files, replaced one after the other while the server runs. */
class CertificateReloadTest {

    @TempDir private static Path made;

    private static SelfSigned one;
    private static SelfSigned two;

    @TempDir private Path folder;

    @BeforeAll
    static void make() throws Exception {
        one = SelfSigned.in(Files.createDirectory(made.resolve("one")), "one");
        two = SelfSigned.in(Files.createDirectory(made.resolve("two")), "two");
    }

    @Test
    void newPairIsUsedOnlyOnceKeyAndCertificateMatch() throws Exception {
        Path certificate = copy(one.certificate(), folder.resolve("cert.pem"));
        Path key = copy(one.key(), folder.resolve("key.pem"));
        ListenerSettings settings = TestListener.settings().withTls(new PemFiles(certificate, key));
        try (TestListener server =
                new TestListener(settings, each -> each.respond(ServerResponse.text("ok")))) {
            assertThat(subject(server)).isEqualTo("CN=one");

            copy(two.certificate(), certificate);
            server.listener.refreshCertificate();
            assertThat(subject(server)).isEqualTo("CN=one");

            copy(two.key(), key);
            server.listener.refreshCertificate();
            assertThat(subject(server)).isEqualTo("CN=two");

            Files.writeString(key, "nonsense");
            server.listener.refreshCertificate();
            assertThat(subject(server)).isEqualTo("CN=two");
        }
    }

    @Test
    void damagedFileLeavesTheOldPairInUse() throws Exception {
        Path certificate = copy(one.certificate(), folder.resolve("cert.pem"));
        Path key = copy(one.key(), folder.resolve("key.pem"));
        String chain = Files.readString(two.certificate()) + Files.readString(one.certificate());
        ListenerSettings settings = TestListener.settings().withTls(new PemFiles(certificate, key));
        try (TestListener server =
                new TestListener(settings, each -> each.respond(ServerResponse.text("ok")))) {
            copy(two.key(), key);
            for (int end : List.of(0, chain.length() / 4, chain.length() * 3 / 4)) {
                Files.writeString(certificate, chain.substring(0, end));
                server.listener.refreshCertificate();
                assertThat(subject(server)).isEqualTo("CN=one");
            }
            Files.writeString(certificate, chain);
            Files.writeString(key, Files.readString(two.key()).replaceFirst("\n(.)", "\n"));
            server.listener.refreshCertificate();
            assertThat(subject(server)).isEqualTo("CN=one");

            copy(two.key(), key);
            server.listener.refreshCertificate();
            assertThat(subject(server)).as("a chain of strangers").isEqualTo("CN=one");

            copy(two.certificate(), certificate);
            server.listener.refreshCertificate();
            assertThat(subject(server)).isEqualTo("CN=two");
        }
    }

    @Test
    void pairThatDoesNotMatchStopsTheStart() throws Exception {
        assertThatThrownBy(() -> ServerCertificate.open(new PemFiles(one.certificate(), two.key())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not belong");
    }

    private static Path copy(Path from, Path to) throws IOException {
        return Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String subject(TestListener server) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustsAnybody()}, null);
        try (SSLSocket socket =
                (SSLSocket)
                        context.getSocketFactory()
                                .createSocket("127.0.0.1", server.listener.address().getPort())) {
            socket.startHandshake();
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                    .getSubjectX500Principal()
                    .getName();
        }
    }
}
